package dev.ringfence.daemon;

import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Node;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Service;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.References;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What decides the meaning of policies besides their text, as it is now: the enforcer's ways, and what policies refer to. Used by
/// the loop's thread alone.
final class Inputs {
    private final SortedMap<String, Service> services = new TreeMap<>();
    private final SortedMap<String, CidrGroup> cidrGroups = new TreeMap<>();
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    /// How many pods declare each port.
    private final SortedMap<ContainerPort, Integer> ports = new TreeMap<>();
    private Enforcer enforcer;
    /// Made when it is asked for: most policies refer to nothing, while the cluster may have many services.
    private Optional<References> references = Optional.empty();

    Inputs(EnforcementProfile profile) {
        this.enforcer = new Enforcer(profile, Enforcer.UNKNOWN.evidence());
    }

    Enforcer enforcer() {
        return enforcer;
    }

    /// Takes the newest profile, and how it was found out; returns whether either is another one.
    boolean put(EnforcementProfile profile, String evidence) {
        var newest = new Enforcer(profile, evidence);
        var changed = !enforcer.equals(newest);
        enforcer = newest;
        return changed;
    }

    /// Takes the newest state of a Service; an absent one is gone. Returns whether anything changed.
    boolean putService(String namespace, String name, Optional<Service> state) {
        return put(services, namespace + "/" + name, state);
    }

    /// Takes the newest state of a CiliumCIDRGroup; an absent one is gone. Returns whether anything changed.
    boolean putCidrGroup(String name, Optional<CidrGroup> state) {
        return put(cidrGroups, name, state);
    }

    /// Takes the newest state of a node; an absent one is gone. Returns whether anything changed.
    boolean putNode(String name, Optional<Node> state) {
        return put(nodes, name, state);
    }

    private <T> boolean put(Map<String, T> known, String name, Optional<T> state) {
        var before = state.isPresent()
                ? Optional.ofNullable(known.put(name, state.get()))
                : Optional.ofNullable(known.remove(name));
        if (before.equals(state)) {
            return false;
        }
        references = Optional.empty();
        return true;
    }

    /// Takes the newest state of a pod in place of the one before; returns whether other ports are declared now.
    boolean putPorts(Optional<Pod> before, Optional<Pod> now) {
        var left = ports(before);
        var joined = ports(now);
        if (left.equals(joined)) {
            return false;
        }
        var changed = false;
        for (var port : joined) {
            changed |= ports.merge(port, 1, Integer::sum) == 1;
        }
        for (var port : left) {
            changed |= ports.merge(port, -1, (many, one) -> many + one == 0 ? null : many + one) == null;
        }
        if (changed) {
            references = Optional.empty();
        }
        return changed;
    }

    private static List<ContainerPort> ports(Optional<Pod> pod) {
        return pod.filter(Pod::isSubjectToPolicies).map(Pod::ports).orElse(List.of());
    }

    /// How to read a policy that refers to such things.
    DecodingContext context(Set<ReferenceKind> asked) {
        return asked.isEmpty()
                ? DecodingContext.of(enforcer.profile())
                : new DecodingContext(enforcer.profile(), references());
    }

    /// Everything to which policies may refer.
    References references() {
        var known = references.orElseGet(() -> new References(List.copyOf(services.values()),
                List.copyOf(cidrGroups.values()), List.copyOf(nodes.values()),
                // Where no pod is seen, nobody knows which ports there are.
                ports.isEmpty() ? Optional.empty() : Optional.of(ports.keySet())));
        references = Optional.of(known);
        return known;
    }
}
