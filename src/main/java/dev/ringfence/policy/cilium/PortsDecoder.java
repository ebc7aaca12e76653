package dev.ringfence.policy.cilium;

import dev.ringfence.model.IcmpTypes;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the `ports` list of an element of `toPorts`, which means nothing where it is empty or absent.
final class PortsDecoder {
    private static final int MOST = 40;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern NAME = Pattern.compile("(?=.*[a-zA-Z])[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*");
    private static final int LONGEST_NAME = 63;

    private PortsDecoder() {}

    static PortBounds decode(Field list, Direction direction, Reading reading) {
        var items = list.items();
        if (items.size() > MOST) {
            throw list.invalid("at most " + MOST + " ports");
        }
        var ports = PortBounds.NONE;
        for (var item : items) {
            ports = ports.union(entry(item, reading));
        }
        return ports.resolved(direction, reading);
    }

    private static PortBounds entry(Field entry, Reading reading) {
        Structure.object(entry);
        var extended = reading.is(Option.EXTENDED_IP_PROTOCOLS);
        var port = entry.get("port");
        var protocol = entry.get("protocol");
        var written = protocol.oneOf("ANY", "TCP", "UDP", "SCTP", "ANY", "VRRP", "IGMP", "");
        if (written.equals("VRRP") || written.equals("IGMP")) {
            if (!extended) {
                throw protocol.invalid(
                        "one of TCP, UDP, SCTP, ANY, since enable-extended-ip-protocols is off");
            }
            if (!isZero(port)) {
                throw port.invalid("0 or nothing for the protocol " + written);
            }
            // All protocols without ports are one to the engine, and this is some of them.
            return new PortBounds(PortSet.NONE, new PortSet(PortIntervals.NONE, PortIntervals.NONE,
                    PortIntervals.NONE, IcmpTypes.NONE, /* other= */ true,
                    Collections.emptySortedSet()));
        }
        if (!extended && (!port.present() || "".equals(port.raw()))) {
            throw port.invalid("a port number or name");
        }
        var ports = PortSet.NONE;
        for (var one : protocols(written)) {
            ports = ports.union(ports(one, port, entry.get("endPort")));
        }
        return PortBounds.of(ports);
    }

    /// Cilium documentation, "Layer 4 Policy": no protocol means TCP, UDP and SCTP.
    private static List<Protocol> protocols(String written) {
        return written.equals("ANY") || written.isEmpty()
                ? List.of(Protocol.values())
                : List.of(Protocol.valueOf(written));
    }

    private static PortSet ports(Protocol protocol, Field port, Field endPort) {
        var last = endPort.present() ? endPort.integer(0, PortIntervals.LAST) : 0;
        if (isZero(port)) {
            return PortSet.of(protocol, PortIntervals.ALL);
        }
        var text = port.text();
        if (NUMBER.matcher(text).matches()) {
            var first = number(port);
            return PortSet.of(protocol, first, Math.max(first, last));
        }
        if (text.length() <= LONGEST_NAME && NAME.matcher(text).matches()) {
            return PortSet.named(new NamedPort(protocol, text.toLowerCase(Locale.ROOT)));
        }
        throw port.invalid("a whole number from 0 to 65535 in quotes, or a port name");
    }

    private static boolean isZero(Field port) {
        return !port.present() || "".equals(port.raw())
                || (port.raw() instanceof String text && NUMBER.matcher(text).matches()
                        && number(port) == 0);
    }

    /// The agent takes a number that begins with 0 for an octal one.
    static int number(Field port) {
        var text = port.text();
        var octal = text.length() > 1 && text.startsWith("0");
        try {
            var number = Integer.parseInt(text, octal ? 8 : 10);
            if (number <= PortIntervals.LAST) {
                return number;
            }
        } catch (NumberFormatException _) {
            // An octal number with an 8 or a 9 in it, told apart below.
        }
        throw port.invalid("a whole number from 0 to 65535 in quotes, or a port name");
    }
}
