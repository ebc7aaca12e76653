package dev.ringfence.oracle;

import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.ConnectionChange;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference;
import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.model.Address;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfEntity;
import dev.ringfence.oracle.Party.OfPod;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One random mix as the engine and as the oracle evaluate it, at a sample of packets.
final class MixedEvaluation {
    private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP", "ICMP", "other");
    private static final int ADDRESSES = 8;
    private static final int PORTS = 6;

    private final Enforcer enforcer;
    private final Map<String, OfPod> pods;
    private final OfflineCluster before;
    private final OfflineCluster after;
    private final PolicyOracle oracleBefore;
    private final PolicyOracle oracleAfter;
    private final List<OfAddress> addresses;
    private final List<Integer> ports;

    /// @throws dev.ringfence.manifests.ManifestException if the engine refuses a manifest
    MixedEvaluation(RandomMix mix, Enforcer enforcer, long seed) {
        this.enforcer = enforcer;
        this.pods = mix.pods();
        this.before = OfflineCluster.of(enforcer.profile(), mix.manifestsBefore());
        this.after = OfflineCluster.of(enforcer.profile(), mix.manifestsAfter());
        this.oracleBefore = new PolicyOracle(mix.manifestsBefore(), enforcer);
        this.oracleAfter = new PolicyOracle(mix.manifestsAfter(), enforcer);
        var random = new Random(seed);
        this.addresses = sample(Probes.ADDRESSES, ADDRESSES, random);
        this.ports = sample(Probes.PORTS, PORTS, random);
    }

    private static <T> List<T> sample(List<T> items, int size, Random random) {
        var shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(size, shuffled.size())));
    }

    /// The first packet on which engine and oracle differ.
    Optional<String> disagreement() {
        return inState(before, oracleBefore, "before: ").or(() -> inState(after, oracleAfter, "after: "))
                .or(this::inDifference).or(this::inExcess);
    }

    private Optional<String> inState(OfflineCluster cluster, PolicyOracle oracle, String when) {
        var reach = cluster.reach();
        for (var name : pods.keySet()) {
            for (var direction : Direction.values()) {
                var found = ofSubject(cluster, reach, oracle, name, direction);
                if (found.isPresent()) {
                    return found.map(text -> when + direction.text() + " of " + name + " " + text);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofSubject(OfflineCluster cluster, ClusterReach reach, PolicyOracle oracle,
            String name, Direction direction) {
        var subject = cluster.pod(name);
        for (var peer : pods.entrySet()) {
            if (!peer.getKey().equals(name)) {
                var found = differing(oracle, packet(name, direction, peer.getValue()),
                        reach.with(subject, direction, cluster.pod(peer.getKey())));
                if (found.isPresent()) {
                    return found.map(text -> "with " + peer.getKey() + ": " + text);
                }
            }
        }
        if (enforcer.isCilium()) {
            var found = withNodes(cluster, reach, oracle, name, direction);
            if (found.isPresent()) {
                return found;
            }
        }
        var outside = reach.outside(subject, direction);
        for (var address : addresses) {
            var found = differing(oracle, packet(name, direction, address), outside.at(parsed(address)));
            if (found.isPresent()) {
                return found.map(text -> "with " + address.ip() + ": " + text);
            }
        }
        return enforcer.isCilium() ? withEntities(cluster, oracle, name, direction) : Optional.empty();
    }

    /// Pods in the network of a node are the node.
    private Optional<String> withNodes(OfflineCluster cluster, ClusterReach reach, PolicyOracle oracle,
            String name, Direction direction) {
        var subject = cluster.pod(name);
        for (var pod : cluster.manifests().pods()) {
            if (pod.is(Pod.Trait.HOST_NETWORK) && !pod.is(Pod.Trait.FINISHED) && !pod.node().isEmpty()
                    && !subject.node().isEmpty()) {
                var entity = pod.node().equals(subject.node()) ? Entity.HOST : Entity.REMOTE_NODE;
                var found = differing(oracle, packet(name, direction, new OfEntity(entity.text())),
                        reach.with(subject, direction, pod));
                if (found.isPresent()) {
                    return found.map(text -> "with " + pod.key() + " of " + entity.text() + ": " + text);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> withEntities(OfflineCluster cluster, PolicyOracle oracle, String name,
            Direction direction) {
        var reach = reachOf(cluster, name, direction);
        for (var entity : Entity.values()) {
            var found = differing(oracle, packet(name, direction, new OfEntity(entity.text())),
                    reach.with(entity).ports());
            if (found.isPresent()) {
                return found.map(text -> "with " + entity.text() + ": " + text);
            }
        }
        return Optional.empty();
    }

    private static Reach reachOf(OfflineCluster cluster, String name, Direction direction) {
        var pod = cluster.pod(name);
        return Reach.of(cluster.snapshot().selecting(pod), direction, Optional.of(pod.ports()),
                cluster.profile());
    }

    private static Address parsed(OfAddress address) {
        return Address.parse(address.ip()).orElseThrow();
    }

    private Packet packet(String subject, Direction direction, Party peer) {
        return new Packet(party(subject), direction.text().toLowerCase(Locale.ROOT), peer, "TCP", 1);
    }

    private OfPod party(String name) {
        return Optional.ofNullable(pods.get(name)).orElseThrow();
    }

    private Optional<String> differing(PolicyOracle oracle, Packet example, PortBounds found) {
        for (var packet : packets(example)) {
            var expected = oracle.allows(packet);
            var answer = truth(found, packet);
            if (expected != answer) {
                return Optional.of("allowed " + expected + " on " + packet.protocol() + " " + packet.port()
                        + ", but to the engine " + answer + ": surely " + found.certain() + ", at most "
                        + found.possible());
            }
        }
        return Optional.empty();
    }

    private List<Packet> packets(Packet example) {
        var packets = new ArrayList<Packet>();
        for (var protocol : PROTOCOLS) {
            var numbers = switch (protocol) {
                case "ICMP" -> List.of(8, 13);
                case "other" -> List.of(0);
                default -> ports;
            };
            numbers.forEach(number -> packets.add(new Packet(example.subject(), example.direction(),
                    example.peer(), protocol, number)));
        }
        return packets;
    }

    private static Truth truth(PortBounds bounds, Packet packet) {
        if (has(bounds.certain(), packet)) {
            return Truth.YES;
        }
        return has(bounds.possible(), packet) ? Truth.MAYBE : Truth.NO;
    }

    private static boolean has(PortSet ports, Packet packet) {
        return switch (packet.protocol()) {
            case "ICMP" -> ports.icmp().contains(Address.Family.IPV4, packet.port());
            case "other" -> ports.other();
            default -> ports.of(Protocol.valueOf(packet.protocol())).contains(packet.port());
        };
    }

    /// Where the difference of the two states says something else than the oracle of both.
    private Optional<String> inDifference() {
        var changes = ConnectivityDifference.between(before.side(), after.side()).changes();
        for (var source : pods.keySet()) {
            for (var destination : pods.keySet()) {
                if (!source.equals(destination)) {
                    var change = changes.stream().filter(one -> one.source().equals(source + "[Pod]")
                            && one.destination().equals(destination + "[Pod]")).findFirst();
                    var found = differing(change, source, destination);
                    if (found.isPresent()) {
                        return found
                                .map(text -> "difference " + source + " -> " + destination + ": " + text);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> differing(Optional<ConnectionChange> change, String source, String destination) {
        for (var packet : packets(packet(source, Direction.EGRESS, party(destination)))) {
            var then = passes(oracleBefore, source, destination, packet);
            var now = passes(oracleAfter, source, destination, packet);
            if (change.isEmpty()
                    ? then != now
                    : then != truth(change.get().before(), packet)
                            || now != truth(change.get().after(), packet)) {
                return Optional.of("on " + packet.protocol() + " " + packet.port() + " it was allowed " + then
                        + " and is " + now + ", but the engine finds "
                        + change.map(Object::toString).orElse("no change"));
            }
        }
        return Optional.empty();
    }

    private Truth passes(PolicyOracle oracle, String source, String destination, Packet packet) {
        return oracle.allows(packet).and(oracle.allows(new Packet(party(destination), "ingress",
                party(source), packet.protocol(), packet.port())));
    }

    /// Where the excess of the state after says something else than the oracle of both.
    private Optional<String> inExcess() {
        for (var name : pods.keySet()) {
            for (var direction : Direction.values()) {
                var excess = Excess.of(reachOf(after, name, direction), reachOf(before, name, direction));
                for (var peer : pods.entrySet()) {
                    // An excess with pods that have no address yet is one by their labels alone.
                    if (!peer.getKey().equals(name) && !peer.getValue().ips().isEmpty()) {
                        var bounds = excess.at(classOf(after.pod(peer.getKey())));
                        var found = inExcess(packet(name, direction, peer.getValue()),
                                new PortBounds(bounds.certain().ports(), bounds.possible().ports()));
                        if (found.isPresent()) {
                            return found.map(text -> "excess of " + direction.text() + " of " + name
                                    + " with " + peer.getKey() + ": " + text);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private PeerClass classOf(Pod pod) {
        return new PeerClass(after.snapshot().point(pod), pod.addresses(), pod.ports());
    }

    private Optional<String> inExcess(Packet example, PortBounds found) {
        for (var packet : packets(example)) {
            var expected = enforcer.readings().stream().map(reading -> oracleAfter.allows(packet, reading)
                    .and(oracleBefore.allows(packet, reading).not())).reduce(Truth::blur).orElseThrow();
            if (expected != truth(found, packet)) {
                return Optional.of("in excess " + expected + " on " + packet.protocol() + " " + packet.port()
                        + ", but to the engine surely " + found.certain() + ", at most " + found.possible());
            }
        }
        return Optional.empty();
    }
}
