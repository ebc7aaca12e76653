package dev.ringfence.cluster;

import dev.ringfence.model.Namespace;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.References;
import dev.ringfence.policy.enforcer.Detection;
import java.util.List;

/// What a cluster held when it was read once.
///
/// @param policies the policies that can be evaluated, not decoded yet
/// @param references what policies may refer to besides pods and namespaces
/// @param enforcer what reads the policies, as far as the cluster shows it
/// @param undecided the objects that decide and cannot be evaluated
public record LiveState(List<Namespace> namespaces, List<Pod> pods, List<PolicyObject> policies,
        References references, Detection enforcer, List<ObjectReference> undecided) {

    public LiveState {
        namespaces = List.copyOf(namespaces);
        pods = List.copyOf(pods);
        policies = List.copyOf(policies);
        undecided = List.copyOf(undecided);
    }
}
