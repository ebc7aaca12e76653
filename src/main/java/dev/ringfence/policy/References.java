package dev.ringfence.policy;

import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Node;
import dev.ringfence.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The objects besides pods and namespaces to which policies refer by name or by labels.
///
/// To change one of them changes what a policy means without touching the policy.
///
/// @param declaredPorts every named port of every pod of the cluster, for enforcers that look names up in the whole cluster;
///        absent where they are not known
public record References(List<Service> services, List<CidrGroup> cidrGroups, List<Node> nodes,
        Optional<Set<ContainerPort>> declaredPorts) {
    public static final References NONE = new References(List.of(), List.of(), List.of());

    public References {
        services = List.copyOf(services);
        cidrGroups = List.copyOf(cidrGroups);
        nodes = List.copyOf(nodes);
        declaredPorts = declaredPorts.map(Set::copyOf);
    }

    /// Without knowing the named ports of the cluster.
    public References(List<Service> services, List<CidrGroup> cidrGroups, List<Node> nodes) {
        this(services, cidrGroups, nodes, Optional.empty());
    }
}
