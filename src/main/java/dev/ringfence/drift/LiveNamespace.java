package dev.ringfence.drift;

import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is live in one namespace.
///
/// @param state the namespace itself; absent where it does not exist
/// @param policies the policies in it
/// @param gone the uids of policies that were in it before, as far as that was seen
/// @param pods the pods in it, in order of name
public record LiveNamespace(String name, Optional<Namespace> state, SortedMap<PolicyKey, LivePolicy> policies,
        Map<PolicyKey, String> gone, List<Pod> pods) {

    public LiveNamespace {
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        gone = Map.copyOf(gone);
        pods = List.copyOf(pods);
    }

    /// The labels of the namespace; none where it does not exist.
    public Labels labels() {
        return state.map(Namespace::labels).orElse(Labels.EMPTY);
    }

    /// A pod of the namespace with these labels, as policies see it.
    public LabelPoint point(Labels podLabels) {
        return new LabelPoint(name, labels(), podLabels);
    }

    /// The live policies that select such a pod, in order.
    public List<Policy> selecting(LabelPoint point) {
        return policies.values().stream().flatMap(live -> live.meaning().stream())
                .filter(policy -> policy.subject().contains(point)).toList();
    }
}
