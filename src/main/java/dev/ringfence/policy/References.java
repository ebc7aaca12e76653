package dev.ringfence.policy;

import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Node;
import dev.ringfence.model.Service;
import java.util.List;

/// The objects besides pods and namespaces to which policies refer by name or by labels.
///
/// To change one of them changes what a policy means without touching the policy.
public record References(List<Service> services, List<CidrGroup> cidrGroups, List<Node> nodes) {
    public static final References NONE = new References(List.of(), List.of(), List.of());

    public References {
        services = List.copyOf(services);
        cidrGroups = List.copyOf(cidrGroups);
        nodes = List.copyOf(nodes);
    }
}
