package dev.ringfence.policy.cilium;

import dev.ringfence.model.Address.Family;
import dev.ringfence.model.IcmpTypes;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the `icmps` list of a rule (Cilium documentation, "Limit ICMP/ICMPv6 types").
final class IcmpDecoder {
    private static final int MOST = 40;
    private static final int LAST_TYPE = 255;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Map<String, Integer> IPV4 = types(
            "EchoReply 0 DestinationUnreachable 3 Redirect 5 Echo 8 EchoRequest 8 RouterAdvertisement 9 "
                    + "RouterSelection 10 TimeExceeded 11 ParameterProblem 12 Timestamp 13 TimestampReply 14 "
                    + "Photuris 40 ExtendedEchoRequest 42 ExtendedEchoReply 43");
    private static final Map<String, Integer> IPV6 = types(
            "DestinationUnreachable 1 PacketTooBig 2 TimeExceeded 3 ParameterProblem 4 EchoRequest 128 "
                    + "EchoReply 129 MulticastListenerQuery 130 MulticastListenerReport 131 "
                    + "MulticastListenerDone 132 RouterSolicitation 133 RouterAdvertisement 134 "
                    + "NeighborSolicitation 135 NeighborAdvertisement 136 RedirectMessage 137 "
                    + "RouterRenumbering 138 ICMPNodeInformationQuery 139 ICMPNodeInformationResponse 140 "
                    + "InverseNeighborDiscoverySolicitation 141 InverseNeighborDiscoveryAdvertisement 142 "
                    + "HomeAgentAddressDiscoveryRequest 144 HomeAgentAddressDiscoveryReply 145 "
                    + "MobilePrefixSolicitation 146 MobilePrefixAdvertisement 147 "
                    + "DuplicateAddressRequestCodeSuffix 157 DuplicateAddressConfirmationCodeSuffix 158 "
                    + "ExtendedEchoRequest 160 ExtendedEchoReply 161");

    private IcmpDecoder() {}

    private static Map<String, Integer> types(String words) {
        var types = new TreeMap<String, Integer>();
        var parts = words.split(" ", -1);
        for (var i = 0; i < parts.length; i += 2) {
            types.put(parts[i], Integer.valueOf(parts[i + 1]));
        }
        return types;
    }

    static PortSet decode(Field list, Reading reading) {
        var types = IcmpTypes.NONE;
        for (var item : list.items()) {
            if (!reading.is(Option.ICMP_RULES)) {
                throw list.invalid("no rules for ICMP, since enable-icmp-rules is off");
            }
            var fields = Structure.object(item).get("fields");
            if (fields.items().size() > MOST) {
                throw fields.invalid("at most " + MOST + " types");
            }
            for (var field : fields.items()) {
                types = types.union(field(field));
            }
        }
        return types.isEmpty() ? PortSet.NONE : PortSet.of(types);
    }

    private static IcmpTypes field(Field field) {
        var family = switch (Structure.object(field).get("family").oneOf("IPv4", "IPv4", "IPv6")) {
            case "IPv6" -> Family.IPV6;
            default -> Family.IPV4;
        };
        return IcmpTypes.of(family, type(field.get("type"), family == Family.IPV4 ? IPV4 : IPV6));
    }

    private static int type(Field type, Map<String, Integer> names) {
        if (type.raw() instanceof Number) {
            return type.integer(0, LAST_TYPE);
        }
        var text = type.raw() instanceof String written ? written : "";
        if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= LAST_TYPE) {
            return Integer.parseInt(text);
        }
        var number = names.get(text);
        if (number == null) {
            throw type.invalid("a type from 0 to 255, or one of " + String.join(", ", names.keySet()));
        }
        return number;
    }
}
