package dev.ringfence.drift;

import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Reach;
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

    /// A protocol with a port, a named port, or neither.
    private record Port(String protocol, OptionalInt number, Optional<String> name) {}

    WitnessWriter(LiveNamespace live, PodDirectory directory) {
        this.live = live;
        this.directory = directory;
    }

    /// Both ends of a flow that stands for many like it, as far as they exist.
    private record Ends(Optional<Pod> subject, Optional<Pod> peer) {}

    Witness witness(Evidence evidence) {
        var ends = ends(evidence);
        var subject = ends.subject().map(Pod::key)
                .orElseGet(() -> PeerText.pod(evidence.cell().point().labels())
                        + " of namespace " + evidence.cell().point().namespace());
        var peer = ends.peer().map(Pod::key).orElseGet(() -> peer(evidence.flow().peer()));
        var port = port(evidence.flow().ports());
        var ingress = evidence.direction() == Direction.INGRESS;
        return new Witness(evidence.direction(), ingress ? peer : subject, ingress ? subject : peer,
                port.protocol(),
                port.number(), port.name(), evidence.flow().certain() ? Bound.CERTAIN : Bound.POSSIBLE,
                evidence.isActive() ? Layer.ACTIVE : Layer.LATENT,
                effective(evidence.direction(), ends, port));
    }

    /// Two different pods where both ends have some: what a pod says to itself is no witness.
    private Ends ends(Evidence evidence) {
        var subjects = evidence.cell().pods();
        var peers = evidence.flow().peer() instanceof Peer.Existing(var pods)
                ? directory.members(pods)
                : List.<Pod>of();
        for (var subject : subjects) {
            for (var peer : peers) {
                if (!peer.key().equals(subject.key())) {
                    return new Ends(Optional.of(subject), Optional.of(peer));
                }
            }
        }
        return new Ends(subjects.stream().findFirst(), peers.stream().findFirst());
    }

    private static String peer(Peer peer) {
        return switch (peer) {
            case Peer.Existing(var pods) -> "a pod labelled " + pods.point().labels();
            case Peer.Outside(var range) -> range.equals(AddressRange.all(range.first().family()))
                    ? "any " + (range.first().family().bits() == 32 ? "IPv4" : "IPv6") + " address"
                    : range.toString();
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
        return new Port("other", OptionalInt.empty(), Optional.empty());
    }

    /// Whether the peer's own policies let the flow through, where both ends are pods that exist.
    private Optional<Boolean> effective(Direction direction, Ends ends, Port port) {
        if (ends.subject().isEmpty() || ends.peer().isEmpty()) {
            return Optional.empty();
        }
        var subject = ends.subject().get();
        var peer = ends.peer().get();
        var peerPoint = new LabelPoint(peer.namespace(), directory.labels(peer.namespace()), peer.labels());
        var selecting = directory.policies(peer.namespace()).stream()
                .filter(policy -> policy.subject().contains(peerPoint)).toList();
        var opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
        var allowed = Reach.of(selecting, opposite, Optional.of(peer.ports()))
                .at(live.point(subject.labels()))
                .resolve(destination(opposite, subject, peer).ports());
        return Optional.of(port.number().isPresent()
                ? allowed.of(Protocol.valueOf(port.protocol())).contains(port.number().getAsInt())
                : allowed.other());
    }

    private static Pod destination(Direction ofPeer, Pod subject, Pod peer) {
        return ofPeer == Direction.EGRESS ? subject : peer;
    }
}
