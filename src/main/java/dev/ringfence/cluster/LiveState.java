package dev.ringfence.cluster;

import dev.ringfence.model.Namespace;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.PolicyObject;
import java.util.List;

/// What a cluster held when it was read once.
///
/// @param policies the policies that can be evaluated, not decoded yet
/// @param undecided the policies of other kinds
public record LiveState(List<Namespace> namespaces, List<Pod> pods, List<PolicyObject> policies,
        List<ObjectReference> undecided) {

    public LiveState {
        namespaces = List.copyOf(namespaces);
        pods = List.copyOf(pods);
        policies = List.copyOf(policies);
        undecided = List.copyOf(undecided);
    }
}
