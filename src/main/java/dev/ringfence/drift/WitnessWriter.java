package dev.ringfence.drift;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.drift.Witness.Bound;
import dev.ringfence.drift.Witness.Layer;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Turns evidence into witnesses: one concrete port, both ends in words, and whether the other end lets the flow through.
final class WitnessWriter {
    /// Ports that people recognise; the first of them that is in excess is shown.
    private static final List<Integer> TELLING_PORTS = List.of(22, 443, 80, 8080, 53);

    private final LiveNamespace live;
    private final PodDirectory directory;
    private final EnforcementProfile profile;

    /// A protocol with a port, a named port, or neither.
    private record Port(String protocol, OptionalInt number, Optional<String> name) {}

    WitnessWriter(Circumstances circumstances) {
        this.live = circumstances.live();
        this.directory = circumstances.directory();
        this.profile = circumstances.profile();
    }

    Witness witness(Evidence evidence) {
        var pair = pair(evidence);
        var subject = pair.map(pods -> pods.subject().key()).orElseGet(() -> subject(evidence.cell()));
        var peer = pair.map(pods -> pods.peer().key()).orElseGet(() -> peer(evidence.flow().peer()));
        var shown = evidence.flow().traffic().sample();
        var port = port(shown.ports());
        var ingress = evidence.direction() == Direction.INGRESS;
        return new Witness(evidence.direction(), ingress ? peer : subject, ingress ? subject : peer,
                port.protocol(),
                port.number(), port.name(), shown.request(),
                evidence.flow().certain() ? Bound.CERTAIN : Bound.POSSIBLE,
                evidence.isActive() ? Layer.ACTIVE : Layer.LATENT,
                pair.flatMap(pods -> effective(pods, evidence.direction(), port)));
    }

    private Optional<PodPair> pair(Evidence evidence) {
        var subject = evidence.cell().pods().stream().findFirst();
        if (evidence.peer().isPresent() && subject.isPresent()) {
            return Optional.of(new PodPair(subject.get(), evidence.peer().get()));
        }
        return evidence.flow().peer() instanceof Peer.Existing(var pods)
                ? PodPair.of(evidence.cell(), pods, directory)
                : Optional.empty();
    }

    private static String subject(SubjectCell cell) {
        return cell.exists()
                ? cell.pods().getFirst().key()
                : PeerText.pod(cell.point().labels()) + " of namespace " + cell.point().namespace();
    }

    private String peer(Peer peer) {
        return switch (peer) {
            case Peer.Existing(var pods) -> directory.members(pods).iterator().next().key();
            case Peer.Outside(var range) -> range.equals(AddressRange.all(range.first().family()))
                    ? "any " + (range.first().family().bits() == 32 ? "IPv4" : "IPv6") + " address"
                    : range.toString();
            case Peer.Special(var entity) -> PeerText.entity(entity);
            case Peer.Named(var name) -> name;
            case Peer.Hypothetical(var sides) -> PeerText.pods(sides);
        };
    }

    private static Port port(PortSet ports) {
        for (var protocol : Protocol.values()) {
            var numbers = ports.of(protocol);
            if (!numbers.isEmpty()) {
                var shown = TELLING_PORTS.stream().filter(numbers::contains).findFirst()
                        .orElse(numbers.lowest());
                return new Port(protocol.name(), OptionalInt.of(shown), Optional.empty());
            }
        }
        if (!ports.named().isEmpty()) {
            var name = ports.named().first();
            return new Port(name.protocol().name(), OptionalInt.empty(), Optional.of(name.name()));
        }
        return new Port(ports.other() ? "other" : "ICMP", OptionalInt.empty(), Optional.empty());
    }

    /// Whether the peer's own policies let the flow through; nothing where that cannot be told.
    private Optional<Boolean> effective(PodPair pods, Direction direction, Port port) {
        var subject = pods.subject();
        var peer = pods.peer();
        var peerPoint = new LabelPoint(peer.namespace(), directory.labels(peer.namespace()), peer.labels());
        var selecting = directory.policies(peer.namespace()).stream()
                .filter(policy -> policy.subject().contains(peerPoint)).toList();
        var opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
        var allowed = Excess.of(Reach.of(selecting, opposite, Optional.of(peer.ports()), profile),
                Reach.nothing(opposite)).at(
                        new PeerClass(live.point(subject.labels()), subject.addresses(), subject.ports()));
        if (contains(allowed.certain().ports(), port)) {
            return Optional.of(true);
        }
        return contains(allowed.possible().ports(), port) ? Optional.empty() : Optional.of(false);
    }

    private static boolean contains(PortSet ports, Port port) {
        return port.number().isPresent()
                ? ports.of(Protocol.valueOf(port.protocol())).contains(port.number().getAsInt())
                : ports.other() || !ports.icmp().isEmpty();
    }
}
