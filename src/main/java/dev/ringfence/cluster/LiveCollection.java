package dev.ringfence.cluster;

import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.ActionChange;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.PermissionsChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Node;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Service;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.References;
import dev.ringfence.policy.enforcer.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The objects of a cluster that is read once, as they come in.
final class LiveCollection {
    /// By subject, since an object can come again with more about it.
    private final Map<Object, Namespace> namespaces = new LinkedHashMap<>();
    private final Map<Object, Pod> pods = new LinkedHashMap<>();
    private final Map<Object, PolicyObject> policies = new LinkedHashMap<>();
    private final Map<Object, Service> services = new LinkedHashMap<>();
    private final Map<Object, CidrGroup> cidrGroups = new LinkedHashMap<>();
    private final Map<Object, Node> nodes = new LinkedHashMap<>();
    private final List<ObjectReference> undecided = new ArrayList<>();

    /// Takes what a daemon would be told of an object.
    void add(Change change) {
        switch (change) {
            case NamespaceChange(_, var state) -> put(namespaces, change, state);
            case PodChange(_, _, var state) -> put(pods, change, state);
            case PolicyChange(_, var state) -> put(policies, change, state);
            case ServiceChange(_, _, var state) -> put(services, change, state);
            case CidrGroupChange(_, var state) -> put(cidrGroups, change, state);
            case NodeChange(_, var state) -> put(nodes, change, state);
            case BaselineChange _,WatchChange _,LeadershipChange _,ActionChange _,PermissionsChange _,ProfileChange _ ->
                {
                }
        }
    }

    private static <T> void put(Map<Object, T> kind, Change change, Optional<T> state) {
        state.ifPresent(value -> kind.put(change.subject(), value));
    }

    /// Takes an object that cannot be evaluated.
    void addUndecided(ObjectReference object) {
        undecided.add(object);
    }

    /// Whether there is a policy that only Cilium reads.
    boolean hasPolicyOfCilium() {
        return policies.values().stream().anyMatch(policy -> policy.apiVersion().startsWith("cilium.io/"));
    }

    /// All of it.
    LiveState state(Detection enforcer) {
        var ports = pods.values().stream().flatMap(pod -> pod.ports().stream()).collect(Collectors.toSet());
        return new LiveState(List.copyOf(namespaces.values()), List.copyOf(pods.values()),
                List.copyOf(policies.values()),
                new References(List.copyOf(services.values()), List.copyOf(cidrGroups.values()),
                        List.copyOf(nodes.values()), Optional.of(ports)),
                enforcer, undecided);
    }
}
