package dev.ringfence.policy.tiers;

import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Tier;
import java.util.List;
import java.util.Locale;

/// Reads ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2.
public final class ClusterNetworkPolicyDecoder {
    public static final String API_VERSION = "policy.networking.k8s.io/v1alpha2";
    public static final String KIND = "ClusterNetworkPolicy";

    private static final RuleForm FORM = new RuleForm("protocols", /* most= */ 25, /* pass= */ true, "Accept",
            ClusterNetworkPolicyDecoder::ports);

    private ClusterNetworkPolicyDecoder() {}

    /// What an object means.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static List<Policy> decode(PolicyKey key, Field document, DecodingContext context) {
        var spec = document.get("spec").only("tier", "priority", "subject", "ingress", "egress");
        var tier = spec.get("tier");
        if (!tier.present()) {
            throw tier.invalid("one of Admin, Baseline");
        }
        var place = tier.oneOf("", "Admin", "Baseline").equals("Admin") ? Tier.ADMIN : Tier.BASELINE;
        return List.of(TierDecoder.policy(key, place, TierDecoder.priority(spec), spec, FORM, context));
    }

    private static PortSet ports(Field entry) {
        entry.only("tcp", "udp", "sctp", "destinationNamedPort");
        if (entry.members().size() != 1) {
            throw entry.invalid("exactly one of tcp, udp, sctp, destinationNamedPort");
        }
        var name = entry.get("destinationNamedPort");
        if (name.present()) {
            return AdminNetworkPolicyDecoder.named(name.text());
        }
        var ports = PortSet.NONE;
        for (var protocol : Protocol.values()) {
            var here = entry.get(protocol.name().toLowerCase(Locale.ROOT));
            if (here.present()) {
                ports = PortSet.of(protocol, numbers(here.only("destinationPort").get("destinationPort")));
            }
        }
        return ports;
    }

    /// An absent port is every port: so says the description, while the schema refuses it.
    private static PortIntervals numbers(Field port) {
        if (!port.present()) {
            return PortIntervals.ALL;
        }
        port.only("number", "range");
        var range = port.get("range");
        if (!range.present()) {
            var number = port.get("number").integer(PortIntervals.FIRST, PortIntervals.LAST);
            return PortIntervals.of(number, number);
        }
        range.only("start", "end");
        var start = range.get("start").integer(PortIntervals.FIRST, PortIntervals.LAST);
        return PortIntervals.of(start, range.get("end").integer(start + 1, PortIntervals.LAST));
    }
}
