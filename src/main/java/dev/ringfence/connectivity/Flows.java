package dev.ringfence.connectivity;

import dev.ringfence.connectivity.Diagram.Leaf;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds flows that show an excess: to the outside, with pods that exist, and with pods that could come to exist.
public final class Flows {
    private final Excess excess;
    private final Direction direction;
    private final EnforcementProfile profile;
    private final PodDirectory directory;

    private Flows(Excess excess, Direction direction, EnforcementProfile profile, PodDirectory directory) {
        this.excess = excess;
        this.direction = direction;
        this.profile = profile;
        this.directory = directory;
    }

    /// A few flows that show `excess`, the most telling first: certain before possible, existing before hypothetical.
    ///
    /// No flow means that there is no excess under any reading of the policies.
    ///
    /// @param limit how many flows with existing pods are named at most
    public static List<Flow> of(Excess excess, Direction direction, EnforcementProfile profile,
            PodDirectory directory,
            int limit) {
        if (excess.isEmpty()) {
            return List.of();
        }
        var flows = new Flows(excess, direction, profile, directory);
        var found = new ArrayList<Flow>();
        flows.existing(limit, found);
        flows.outside().ifPresent(found::add);
        flows.hypothetical().ifPresent(found::add);
        found.sort(Comparator.comparing((Flow flow) -> !flow.certain())
                .thenComparing(flow -> flow.peer() instanceof Peer.Hypothetical));
        return List.copyOf(found);
    }

    private Optional<Flow> outside() {
        return excess.addresses().isEmpty()
                ? Optional.empty()
                : Optional.of(excess.addresses().widest())
                        .map(entry -> new Flow(new Peer.Outside(entry.range()), entry.ports(),
                                /* certain= */ true));
    }

    private void existing(int limit, List<Flow> found) {
        var byAddress = profile.ipBlockMatchesPods() != Assumption.NO && excess.needsPodAddresses();
        for (var namespace : directory.namespaces()) {
            if (!byAddress && isNowhere(namespace)) {
                continue;
            }
            for (var peers : directory.classes(namespace)) {
                var bounds = excess.at(peers, direction, profile);
                var certain = !bounds.certain().isEmpty();
                var ports = certain ? bounds.certain() : bounds.possible();
                if (!ports.isEmpty()) {
                    found.add(new Flow(new Peer.Existing(peers), ports, certain));
                    if (found.size() >= limit) {
                        return;
                    }
                }
            }
        }
    }

    private boolean isNowhere(String namespace) {
        return excess.pods().map(pods -> pods.in(namespace, directory.labels(namespace))
                .equals(new Leaf<>(PortSet.NONE))).orElse(false);
    }

    private Optional<Flow> hypothetical() {
        if (excess.pods().isEmpty()) {
            // Too tangled for an exact answer: what may come to exist is possible, and never kept quiet.
            return Optional.of(new Flow(new Peer.Hypothetical(Map.of()), PortSet.ALL, /* certain= */ false));
        }
        var pods = excess.pods().get();
        Optional<Flow> possible = Optional.empty();
        for (var namespace : directory.namespaces()) {
            var found = flow(pods.in(namespace, directory.labels(namespace)), Diagram.Within.ANYWHERE,
                    Map.of(Dimension.NAMESPACE, ValueSet.of(namespace)));
            if (found.map(Flow::certain).orElse(false)) {
                return found;
            }
            possible = possible.or(() -> found);
        }
        var elsewhere = ValueSet.of(directory.namespaces()).complement()
                .intersect(ValueSet.PRESENT);
        var unborn = flow(pods, dimension -> dimension.equals(Dimension.NAMESPACE) ? elsewhere : ValueSet.ALL,
                Map.of());
        return unborn.map(Flow::certain).orElse(false) ? unborn : possible.or(() -> unborn);
    }

    /// The first way in `pods` to ports in excess, a certain one before a possible one.
    private Optional<Flow> flow(Diagram<PortSet> pods, Diagram.Within within,
            Map<Dimension, ValueSet> known) {
        Optional<Flow> possible = Optional.empty();
        for (var way : pods.ways(within, ports -> !ports.isEmpty()).entrySet()) {
            var sides = new TreeMap<>(way.getValue());
            sides.putAll(known);
            var bounds = excess.atHypothetical(way.getKey(), profile);
            if (!bounds.certain().isEmpty()) {
                return Optional
                        .of(new Flow(new Peer.Hypothetical(sides), bounds.certain(), /* certain= */ true));
            }
            if (possible.isEmpty() && !bounds.possible().isEmpty()) {
                possible = Optional
                        .of(new Flow(new Peer.Hypothetical(sides), bounds.possible(), /* certain= */ false));
            }
        }
        return possible;
    }
}
