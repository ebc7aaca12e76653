package dev.ringfence.connectivity;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What policies allow to or from one pod in one direction, as far as that can be told.
///
/// A pod's own traffic to itself, and traffic between a pod and its node, is always allowed (Kubernetes documentation, Network
/// Policies) and not part of a reach.
///
/// Where the enforcer may choose how to read a policy and its choice is not known, there is a reading for each choice: what
/// differs between two reaches under every reading surely differs.
public final class Reach {
    private final Layers layers;
    private final List<Reading> readings;

    /// What is allowed if the enforcer reads in one way.
    ///
    /// @param least what surely is
    /// @param most what may be
    record Reading(boolean byAddress, Extent least, Extent most) {

        boolean isExact() {
            return least.pods().isPresent() && most.pods().isPresent();
        }
    }

    private Reach(Layers layers, List<Reading> readings) {
        this.layers = layers;
        this.readings = List.copyOf(readings);
    }

    /// The reach of a pod.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod; nothing for a pod that does not exist, whose names stay names
    public static Reach of(List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        return of(Layers.of(selecting, direction, declared, profile), profile);
    }

    /// The reach of a pod to which nothing is allowed.
    public static Reach nothing(Direction direction) {
        var nobody = Middle.allowing(List.of());
        var layers = new Layers(direction, List.of(), Optional.of(nobody), List.of(), /* doubtful= */ false);
        return new Reach(layers,
                List.of(new Reading(/* byAddress= */ false, Extent.NOTHING, Extent.NOTHING)));
    }

    /// What a single rule speaks of, for a pod, whatever it does with it.
    public static Reach of(Rule rule, Optional<List<ContainerPort>> declared, EnforcementProfile profile) {
        var middle = Middle.allowing(List.of(Clause.of(rule, declared)));
        return of(
                new Layers(rule.direction(), List.of(), Optional.of(middle), List.of(),
                        /* doubtful= */ false),
                profile);
    }

    private static Reach of(Layers layers, EnforcementProfile profile) {
        var decided = layers.isDecided();
        var readings = new ArrayList<Reading>();
        for (var byAddress : choices(layers, profile)) {
            var least = Extent.of(layers, byAddress, Bound.LEAST);
            readings.add(new Reading(byAddress, least,
                    decided ? least : Extent.of(layers, byAddress, Bound.MOST)));
        }
        return new Reach(layers,
                !layers.dependsOnNames() && agree(readings) ? readings.subList(0, 1) : readings);
    }

    /// Whether the choice makes no difference after all.
    private static boolean agree(List<Reading> readings) {
        var first = readings.getFirst();
        return readings.stream()
                .allMatch(reading -> reading.isExact() && reading.least().equals(first.least())
                        && reading.most().equals(first.most()));
    }

    /// Whether pods are matched by address, for each way in which the enforcer may read.
    static List<Boolean> choices(Layers layers, EnforcementProfile profile) {
        if (!layers.speaksOf(PodAddresses.UP_TO_ENFORCER)) {
            return List.of(false);
        }
        return switch (profile.ipBlockMatchesPods()) {
            case YES -> List.of(true);
            case NO -> List.of(false);
            case UNKNOWN -> List.of(true, false);
        };
    }

    /// What is allowed with the pods of a class, names of ports resolved; where they have no address yet, at any that they may get.
    public PortBounds with(PeerClass peer) {
        var certain = PortSet.ALL;
        var possible = PortSet.NONE;
        for (var index = 0; index < readings.size(); index++) {
            certain = certain.intersect(at(peer, index, Bound.LEAST).ports());
            var most = at(peer, index, Bound.MOST).ports();
            possible = possible.union(peer.addresses().isEmpty() ? most.union(anywhere(peer, index)) : most);
        }
        return new PortBounds(certain, possible);
    }

    /// The same with what may be said there.
    public TrafficBounds traffic(PeerClass peer) {
        var certain = Traffic.ALL;
        var possible = Traffic.NONE;
        for (var index = 0; index < readings.size(); index++) {
            certain = certain.intersect(at(peer, index, Bound.LEAST));
            possible = possible.union(at(peer, index, Bound.MOST));
            if (peer.addresses().isEmpty()) {
                possible = possible.union(Traffic.of(anywhere(peer, index)));
            }
        }
        return new TrafficBounds(certain, possible);
    }

    /// What is allowed with a peer that is neither a pod nor an address.
    public TrafficBounds with(Entity entity) {
        // How addresses are matched makes no difference to a peer without one.
        var first = readings.getFirst();
        return new TrafficBounds(first.least().with(entity), first.most().with(entity));
    }

    /// What is allowed with the addresses outside of the cluster that have a name, in lower case and with a dot at the end. The
    /// names of rules count for sure only where a proxy gets to see the answers of DNS.
    public TrafficBounds with(String name) {
        var first = readings.getFirst();
        return new TrafficBounds(
                first.least().names().intersect(learned()).to(name)
                        .union(first.least().outside().everywhere()),
                first.most().names().to(name).union(first.most().outside().somewhere()));
    }

    private PortSet anywhere(PeerClass peer, int index) {
        var ports = map(peer, index, Bound.MOST).somewhere().ports();
        return layers.direction() == Direction.EGRESS ? ports.resolve(peer.ports()) : ports;
    }

    /// Traffic to the names whose addresses get known; all where names do not limit it.
    Traffic learned() {
        return layers.middle().filter(Middle::isolates).map(Middle::learned).orElse(Traffic.ALL);
    }

    /// How many readings there are.
    int size() {
        return readings.size();
    }

    /// One of the readings. Where there is one only, it is the reading of every choice.
    Reading reading(int index) {
        return readings.get(readings.size() == 1 ? 0 : index);
    }

    /// What is allowed with the pods of a class, by whichever of their addresses.
    Traffic at(PeerClass peer, int index, Bound bound) {
        var ports = map(peer, index, bound).atAnyOf(peer.addresses());
        return layers.direction() == Direction.EGRESS ? ports.resolve(peer.ports()) : ports;
    }

    /// What is allowed with pods of these labels, by address.
    private AddressMap map(PeerClass peer, int index, Bound bound) {
        var reading = reading(index);
        var extent = bound == Bound.LEAST ? reading.least() : reading.most();
        if (extent.pods().isPresent() && !layers.dependsOnNames()) {
            return extent.pods().get().at(peer.point());
        }
        var known = layers.dependsOnNames() ? layers.resolved(peer.ports()) : layers;
        return Decision.of(known,
                new PointSpace(new PodSpace(layers.direction(), reading.byAddress()), peer.point()), bound);
    }

    /// Equal where both allow the same everywhere, as far as that can be told; never for different ones.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Reach that && layers.direction() == that.layers.direction()
                && extents().equals(that.extents())
                && (readings.stream().allMatch(Reading::isExact) || layers.equals(that.layers)));
    }

    private List<Extent> extents() {
        return readings.stream().flatMap(reading -> Stream.of(reading.least(), reading.most())).toList();
    }

    @Override
    public int hashCode() {
        return extents().hashCode();
    }
}
