package dev.ringfence.connectivity;

import dev.ringfence.connectivity.Diagram.Term;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What policies allow to or from one pod in one direction: at each point of the label space and at each address, the ports.
///
/// A pod's own traffic to itself, and traffic between a pod and its node, is always allowed (Kubernetes documentation, Network
/// Policies) and not part of a reach.
///
/// @param boxes what is allowed to the pods of each box; the boxes overlap freely
/// @param pods the same as one canonical function; nothing where the boxes are too many and too tangled for one
/// @param addresses what is allowed at each address
public record Reach(List<Term<PortSet>> boxes, Optional<Diagram<PortSet>> pods, AddressMap addresses) {
    /// The reach of a pod that no policy isolates.
    public static final Reach EVERYTHING = of(List.of(new Term<>(
            LabelBox.ALL, PortSet.ALL)), AddressMap.EVERYTHING);

    /// The reach of a pod that may talk to nobody.
    public static final Reach NOTHING = of(List.of(), AddressMap.NOTHING);

    /// What a single rule speaks of, for a pod.
    ///
    /// @param declared the named ports of the pod; nothing for a pod that does not exist, whose names stay names
    public static Reach of(Rule rule, Optional<List<ContainerPort>> declared) {
        var ports = ports(rule, declared);
        return of(rule.peers().pods().stream().map(box -> new Term<>(box, ports)).toList(),
                addresses(rule, ports));
    }

    private static PortSet ports(Rule rule, Optional<List<ContainerPort>> declared) {
        return switch (rule.direction()) {
            case INGRESS -> declared.map(rule.ports()::resolve).orElse(rule.ports());
            case EGRESS -> rule.ports();
        };
    }

    /// What a rule says of addresses: as destinations they have no names for ports.
    private static AddressMap addresses(Rule rule, PortSet ports) {
        return AddressMap.of(rule.peers().addresses(),
                rule.direction() == Direction.EGRESS ? ports.withoutNames() : ports);
    }

    /// The reach of a pod.
    ///
    /// Named ports are looked up on the destination: for ingress that is the pod itself, for egress each peer.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod; nothing for a pod that does not exist, whose names stay names
    public static Reach of(List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared) {
        var isolating = selecting.stream().filter(policy -> policy.isolates().contains(direction)).toList();
        if (isolating.isEmpty()) {
            return EVERYTHING;
        }
        var boxes = new ArrayList<Term<PortSet>>();
        var addresses = new ArrayList<AddressMap>();
        for (var policy : isolating) {
            for (var rule : policy.rules(direction)) {
                var ports = ports(rule, declared);
                rule.peers().pods().forEach(box -> boxes.add(new Term<>(box, ports)));
                addresses.add(addresses(rule, ports));
            }
        }
        return of(boxes, AddressMap.union(addresses));
    }

    private static Reach of(List<Term<PortSet>> boxes, AddressMap addresses) {
        var useful = boxes.stream().filter(term -> !term.box().isEmpty() && !term.value().isEmpty())
                .distinct().toList();
        return new Reach(useful, Diagram.union(useful, PortSet.NONE, PortSet::union), addresses);
    }

    /// What is allowed to the pods at a point of the label space, names unresolved.
    public PortSet at(LabelPoint point) {
        return pods.map(diagram -> diagram.at(point)).orElseGet(() -> boxes.stream()
                .filter(term -> term.box().contains(point)).map(Term::value)
                .reduce(PortSet.NONE, PortSet::union));
    }

    /// Whether both reaches allow the same everywhere, as far as that can be told; never true for different ones.
    public boolean isSameAs(Reach other) {
        var samePods = pods.isPresent() ? pods.equals(other.pods) : boxes.equals(other.boxes);
        return samePods && addresses.equals(other.addresses);
    }
}
