package dev.ringfence.connectivity;

import dev.ringfence.connectivity.diagram.Diagram;
import dev.ringfence.connectivity.diagram.Diagram.Within;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Finds flows that show an excess: to the outside, with pods that exist, and with pods that could come to exist.
public final class Flows {
    private final Excess excess;
    private final PeerDirectory directory;

    private Flows(Excess excess, PeerDirectory directory) {
        this.excess = excess;
        this.directory = directory;
    }

    /// A few flows that show `excess`, the most telling first: certain before possible, existing before hypothetical.
    ///
    /// No flow means that there is no excess under any reading of the policies.
    ///
    /// @param limit how many flows with existing pods are named at most
    public static List<Flow> of(Excess excess, PeerDirectory directory, int limit) {
        if (excess.isEmpty()) {
            return List.of();
        }
        var flows = new Flows(excess, directory);
        var found = new ArrayList<Flow>();
        flows.existing(limit, found);
        flows.outside().or(flows::special).or(flows::named).ifPresent(found::add);
        flows.hypothetical().ifPresent(found::add);
        found.sort(Comparator.comparing((Flow flow) -> !flow.certain())
                .thenComparing(flow -> flow.peer() instanceof Peer.Hypothetical));
        return List.copyOf(found);
    }

    /// A flow for each class of pods, range of addresses and entity that shows `excess`, and one for names; pods that do not exist left
    /// out.
    public static List<Flow> each(Excess excess, PeerDirectory directory) {
        if (excess.isEmpty()) {
            return List.of();
        }
        var flows = new Flows(excess, directory);
        var found = new ArrayList<Flow>();
        flows.existing(Integer.MAX_VALUE, found);
        var certain = excess.certain();
        var possible = excess.possible();
        for (var entry : possible.outside().entries()) {
            var surely = certain.outside().at(entry.range().first());
            found.add(flow(new Peer.Outside(entry.range()), surely, entry.traffic()));
        }
        possible.entities().forEach((entity, traffic) -> found.add(flow(new Peer.Special(entity),
                certain.entities().getOrDefault(entity, Traffic.NONE), traffic)));
        flows.named().ifPresent(found::add);
        return found;
    }

    private static Flow flow(Peer peer, Traffic certain, Traffic possible) {
        return certain.isEmpty()
                ? new Flow(peer, possible, /* certain= */ false)
                : new Flow(peer, certain, /* certain= */ true);
    }

    /// The first answer of certain excess, or else of possible excess.
    private Optional<Flow> surest(Function<Extent, Optional<Flow>> question) {
        return question.apply(excess.certain()).or(() -> question.apply(excess.possible())
                .map(flow -> new Flow(flow.peer(), flow.traffic(), /* certain= */ false)));
    }

    private Optional<Flow> outside() {
        return surest(extent -> extent.outside().isEmpty()
                ? Optional.empty()
                : Optional.of(extent.outside().widest()).map(
                        entry -> new Flow(new Peer.Outside(entry.range()), entry.traffic(),
                                /* certain= */ true)));
    }

    private Optional<Flow> special() {
        return surest(extent -> extent.entities().entrySet().stream().findFirst().map(
                entry -> new Flow(new Peer.Special(entry.getKey()), entry.getValue(), /* certain= */ true)));
    }

    private Optional<Flow> named() {
        return surest(extent -> extent.names().destination()
                .map(name -> new Flow(new Peer.Named(name), extent.names().to(name), /* certain= */ true)));
    }

    private void existing(int limit, List<Flow> found) {
        for (var namespace : directory.namespaces()) {
            if (isNowhere(namespace)) {
                continue;
            }
            for (var peers : directory.classes(namespace)) {
                var bounds = excess.at(peers);
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
        return excess.possible().pods().map(
                pods -> pods.in(namespace, directory.labels(namespace)).equals(PodSpace.NOTHING))
                .orElse(false);
    }

    private Optional<Flow> hypothetical() {
        if (excess.possible().pods().isEmpty()) {
            // Too tangled for an exact answer: what may come to exist is possible, and never kept quiet.
            return Optional.of(new Flow(new Peer.Hypothetical(Map.of()), Traffic.ALL, /* certain= */ false));
        }
        return surest(extent -> extent.pods().flatMap(this::unborn));
    }

    /// Pods to come, in a namespace that exists before one that does not, and a certain flow before a possible one.
    private Optional<Flow> unborn(Diagram<AddressMap> pods) {
        Optional<Flow> possible = Optional.empty();
        for (var namespace : directory.namespaces()) {
            var found = flow(pods.in(namespace, directory.labels(namespace)), Within.ANYWHERE,
                    Map.of(Dimension.NAMESPACE, ValueSet.of(namespace)));
            if (found.map(Flow::certain).orElse(false)) {
                return found;
            }
            possible = possible.or(() -> found);
        }
        var elsewhere = ValueSet.of(directory.namespaces()).complement().intersect(ValueSet.PRESENT);
        var unborn = flow(pods, dimension -> dimension.equals(Dimension.NAMESPACE) ? elsewhere : ValueSet.ALL,
                Map.of());
        return unborn.map(Flow::certain).orElse(false) ? unborn : possible.or(() -> unborn);
    }

    /// The first way in `pods` to ports in excess by labels: at every address before at some. What is in excess by address alone
    /// is so outside as well, and shown there.
    private static Optional<Flow> flow(Diagram<AddressMap> pods, Within within,
            Map<Dimension, ValueSet> known) {
        Optional<Flow> possible = Optional.empty();
        for (var way : pods.ways(within, map -> !map.unaddressed().isEmpty()).entrySet()) {
            var sides = new TreeMap<>(way.getValue());
            sides.putAll(known);
            var peer = new Peer.Hypothetical(sides);
            var certain = way.getKey().everywhere();
            if (!certain.isEmpty()) {
                return Optional.of(new Flow(peer, certain, /* certain= */ true));
            }
            var some = way.getKey().somewhere();
            if (possible.isEmpty() && !way.getKey().entries().isEmpty()) {
                possible = Optional.of(new Flow(peer, some, /* certain= */ false));
            }
        }
        return possible;
    }
}
