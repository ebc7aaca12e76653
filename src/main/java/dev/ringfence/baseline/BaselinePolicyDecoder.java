package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads the policies of a baseline, each of which must decode wherever it will be kept.
final class BaselinePolicyDecoder {
    /// Stands for any guarded namespace: whether a policy decodes does not depend on which it is.
    static final String SAMPLE_NAMESPACE = "guarded";

    /// The kinds that the schema of baselines admits.
    private static final List<PolicyKind> KEPT = List.of(PolicyKind.NETWORK_POLICY);

    private BaselinePolicyDecoder() {}

    static List<BaselinePolicy> decode(Field list) {
        var names = new UniqueNames("policy of the same kind");
        var policies = new ArrayList<BaselinePolicy>();
        for (var item : list.items()) {
            policies.add(policy(item));
            names.add(item.get("metadata").get("name"));
        }
        return policies;
    }

    private static BaselinePolicy policy(Field policy) {
        policy.only("apiVersion", "kind", "metadata", "spec");
        var kind = kind(policy);
        var metadata = policy.get("metadata").only("name", "labels", "annotations");
        var name = Syntax.DNS_NAME.read(metadata.get("name"));
        LabelSelectorDecoder.labels(metadata.get("labels"));
        checkAnnotations(metadata.get("annotations"));
        Dialects.decode(new PolicyKey(kind.kind(), kind.isNamespaced() ? SAMPLE_NAMESPACE : "", name), policy,
                DecodingContext.GENERIC);
        return new BaselinePolicy(kind, name, policy.path(), policy.tree());
    }

    private static PolicyKind kind(Field policy) {
        var named = KEPT.stream()
                .filter(known -> known.kind().equals(policy.get("kind").raw())).toList();
        if (named.isEmpty()) {
            throw policy.get("kind").invalid((KEPT.size() > 1 ? "one of " : "") + KEPT.stream()
                    .map(known -> known.kind() + " (" + known.apiVersion() + ")")
                    .collect(Collectors.joining(", ")));
        }
        return named.stream().filter(known -> known.apiVersion().equals(policy.get("apiVersion").raw()))
                .findFirst()
                .orElseThrow(() -> policy.get("apiVersion").invalid(
                        named.stream().map(PolicyKind::apiVersion).collect(Collectors.joining(" or "))));
    }

    private static void checkAnnotations(Field annotations) {
        annotations.members().forEach((key, value) -> {
            Syntax.LABEL_KEY.read(Field.at(annotations.path(), key));
            value.text();
        });
    }
}
