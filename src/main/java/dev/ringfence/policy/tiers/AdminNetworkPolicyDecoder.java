package dev.ringfence.policy.tiers;

import dev.ringfence.model.NamedPort;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Tier;
import java.util.List;

/// Reads AdminNetworkPolicy and BaselineAdminNetworkPolicy of policy.networking.k8s.io/v1alpha1, as network-policy-api v0.1.7
/// defines them.
public final class AdminNetworkPolicyDecoder {
    public static final String API_VERSION = "policy.networking.k8s.io/v1alpha1";
    public static final String KIND = "AdminNetworkPolicy";
    public static final String BASELINE_KIND = "BaselineAdminNetworkPolicy";
    /// The API admits no other object of the kind.
    private static final String BASELINE_NAME = "default";

    private static final RuleForm FORM = new RuleForm("ports", /* most= */ 100, /* pass= */ true, "Allow",
            AdminNetworkPolicyDecoder::ports);

    private AdminNetworkPolicyDecoder() {}

    /// What an AdminNetworkPolicy means.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static List<Policy> decode(PolicyKey key, Field document, DecodingContext context) {
        var spec = document.get("spec").only("priority", "subject", "ingress", "egress");
        return List.of(TierDecoder.policy(key, Tier.ADMIN, TierDecoder.priority(spec), spec, FORM, context));
    }

    /// What a BaselineAdminNetworkPolicy means; nothing unless it is called `default`.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static List<Policy> decodeBaseline(PolicyKey key, Field document, DecodingContext context) {
        var spec = document.get("spec").only("subject", "ingress", "egress");
        var policy = TierDecoder.policy(key, Tier.BASELINE, 0, spec, FORM.withoutPass(), context);
        return key.name().equals(BASELINE_NAME) ? List.of(policy) : List.of();
    }

    private static PortSet ports(Field port) {
        port.only("portNumber", "portRange", "namedPort");
        if (port.members().size() != 1) {
            throw port.invalid("exactly one of portNumber, portRange, namedPort");
        }
        var name = port.get("namedPort");
        if (name.present()) {
            return named(name.text());
        }
        var range = port.get("portRange");
        if (range.present()) {
            range.only("protocol", "start", "end");
            var start = number(range.get("start"));
            return PortSet.of(protocol(range), start, range.get("end").integer(start, PortIntervals.LAST));
        }
        var number = port.get("portNumber");
        number.only("protocol", "port");
        return PortSet.of(protocol(number), number(number.get("port")), number(number.get("port")));
    }

    /// A name is looked up under every protocol: the pod that declares it says which it is.
    static PortSet named(String name) {
        var ports = PortSet.NONE;
        for (var protocol : Protocol.values()) {
            ports = ports.union(PortSet.named(new NamedPort(protocol, name)));
        }
        return ports;
    }

    private static Protocol protocol(Field port) {
        var protocol = port.get("protocol");
        return "".equals(protocol.raw())
                ? Protocol.TCP
                : Protocol.valueOf(protocol.oneOf("TCP", "TCP", "UDP", "SCTP"));
    }

    private static int number(Field number) {
        return number.integer(PortIntervals.FIRST, PortIntervals.LAST);
    }
}
