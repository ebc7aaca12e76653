package dev.ringfence.baseline;

import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Pod;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a baseline expects of one guarded namespace.
///
/// @param policies what the policies that are kept there mean, by what they are called
/// @param context how these were read
/// @param never the flows that the baseline's guarantees forbid there
/// @param isolated the directions in which some policy of the baseline isolates
public record Expectation(Baseline baseline, String namespace, Map<PolicyKey, List<Policy>> policies,
        DecodingContext context, List<Never> never,
        Set<Direction> isolated) {

    /// A guarantee, and the flows that it forbids.
    public record Never(Guarantee guarantee, Rule flows) {}

    /// What `baseline` expects of `namespace`.
    public static Expectation of(Baseline baseline, String namespace, DecodingContext context) {
        var policies = new TreeMap<PolicyKey, List<Policy>>();
        var isolated = EnumSet.noneOf(Direction.class);
        for (var kept : baseline.policies()) {
            var key = kept.in(namespace);
            var meaning = meaning(kept, key, context);
            policies.put(key, meaning);
            meaning.forEach(policy -> isolated.addAll(policy.isolates()));
        }
        var never = new ArrayList<Never>();
        for (var guarantee : baseline.guarantees()) {
            never.add(new Never(guarantee, NetworkPolicyDecoder.rule(guarantee.direction(), namespace,
                    Field.at(guarantee.path(), guarantee.never()))));
        }
        return new Expectation(baseline, namespace, Collections.unmodifiableMap(policies), context,
                List.copyOf(never), Collections.unmodifiableSet(isolated));
    }

    /// What was approved counts even where the enforcer as it is would not accept it.
    private static List<Policy> meaning(BaselinePolicy kept, PolicyKey key, DecodingContext context) {
        var document = Field.at(kept.path(), kept.manifest());
        try {
            return Dialects.decode(key, document, context);
        } catch (InvalidFieldException _) {
            return Dialects.decode(key, document, BaselinePolicyDecoder.lenient(kept.kind(), context));
        }
    }

    /// The policy of the baseline that is called so, where there is one.
    public Optional<BaselinePolicy> kept(PolicyKey key) {
        return baseline.policies().stream().filter(policy -> policy.in(namespace).equals(key)).findFirst();
    }

    /// Whether a policy that the baseline does not contain belongs to the approved state.
    public boolean trusts(PolicyKey policy) {
        return baseline.trustedPolicies().stream().anyMatch(trusted -> trusted.matches(policy));
    }

    /// The policies that are kept, in order of what they are called.
    public List<Policy> allPolicies() {
        return policies.values().stream().flatMap(List::stream).toList();
    }

    /// The policies of the baseline that select a pod.
    public List<Policy> selecting(LabelPoint pod) {
        return allPolicies().stream().filter(policy -> policy.subject().contains(pod)).toList();
    }

    /// The directions in which the baseline isolates, but not this pod.
    public Set<Direction> uncovered(LabelPoint pod) {
        var uncovered = EnumSet.noneOf(Direction.class);
        uncovered.addAll(isolated);
        selecting(pod).forEach(policy -> uncovered.removeAll(policy.isolates()));
        return uncovered;
    }

    /// Whether a pod of the namespace is one of the workloads that are guarded.
    public boolean guards(Pod pod) {
        return baseline.scope().workloads().matches(pod.labels());
    }
}
