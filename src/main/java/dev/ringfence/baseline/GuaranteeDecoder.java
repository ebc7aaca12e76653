package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import dev.ringfence.policy.kubernetes.Syntax;

/// Reads one guarantee of a baseline.
final class GuaranteeDecoder {

    private GuaranteeDecoder() {}

    static Guarantee decode(Field guarantee) {
        guarantee.only("name", "never");
        var name = Syntax.DNS_NAME.read(guarantee.get("name"));
        var never = guarantee.get("never").only("ingress", "egress");
        var ingress = never.get("ingress");
        var egress = never.get("egress");
        if (ingress.present() == egress.present()) {
            throw never.invalid("exactly one of ingress, egress");
        }
        var direction = ingress.present() ? Direction.INGRESS : Direction.EGRESS;
        var rule = ingress.present() ? ingress : egress;
        NetworkPolicyDecoder.rule(direction, BaselinePolicyDecoder.SAMPLE_NAMESPACE, rule);
        return new Guarantee(name, direction, rule.tree(), rule.path());
    }
}
