package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.cilium.KnownFields;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/// Reads the policies of a baseline, each of which must decode wherever it will be kept.
final class BaselinePolicyDecoder {
    /// Stands for any guarded namespace: whether a policy decodes does not depend on which it is.
    static final String SAMPLE_NAMESPACE = "guarded";

    private BaselinePolicyDecoder() {}

    static List<BaselinePolicy> decode(Field list) {
        var names = new EnumMap<PolicyKind, UniqueNames>(PolicyKind.class);
        var policies = new ArrayList<BaselinePolicy>();
        for (var item : list.items()) {
            var policy = policy(item);
            policies.add(policy);
            names.computeIfAbsent(policy.kind(), _ -> new UniqueNames("policy of the same kind"))
                    .add(item.get("metadata").get("name"));
        }
        return policies;
    }

    private static BaselinePolicy policy(Field policy) {
        var kind = kind(policy);
        if (kind.hasSpecs()) {
            policy.only("apiVersion", "kind", "metadata", "spec", "specs");
            KnownFields.check(policy);
        } else {
            policy.only("apiVersion", "kind", "metadata", "spec");
            if (!policy.get("spec").present()) {
                throw policy.get("spec").invalid("an object");
            }
        }
        var metadata = policy.get("metadata").only("name", "labels", "annotations");
        var name = Syntax.DNS_NAME.read(metadata.get("name"));
        LabelSelectorDecoder.labels(metadata.get("labels"));
        checkAnnotations(metadata.get("annotations"));
        Dialects.decode(new PolicyKey(kind.kind(), kind.isNamespaced() ? SAMPLE_NAMESPACE : "", name), policy,
                lenient(kind, DecodingContext.GENERIC));
        return new BaselinePolicy(kind, name, policy.path(), policy.tree());
    }

    /// Reads whatever some installation of the enforcer would accept: which one there is may change later.
    static DecodingContext lenient(PolicyKind kind, DecodingContext context) {
        if (!kind.hasSpecs()) {
            return context;
        }
        var cilium = context.profile().cilium().orElse(CiliumProfile.CURRENT);
        for (var option : List.of(Option.NODE_SELECTOR_LABELS, Option.EXTENDED_IP_PROTOCOLS,
                Option.ICMP_RULES, Option.L7_PROXY, Option.REQUIREMENTS)) {
            cilium = cilium.with(option);
        }
        return new DecodingContext(EnforcementProfile.of(cilium), context.references());
    }

    private static PolicyKind kind(Field policy) {
        var names = Arrays.stream(PolicyKind.values()).map(PolicyKind::kind).toArray(String[]::new);
        var name = policy.get("kind").oneOf("", names);
        if (name.isEmpty()) {
            throw policy.get("kind").invalid("the kind of a policy");
        }
        var kind = PolicyKind.named(name);
        if (!kind.apiVersion().equals(policy.get("apiVersion").raw())) {
            throw policy.get("apiVersion").invalid(kind.apiVersion());
        }
        return kind;
    }

    private static void checkAnnotations(Field annotations) {
        annotations.members().forEach((key, value) -> {
            Syntax.LABEL_KEY.read(Field.at(annotations.path(), key));
            value.text();
        });
    }
}
