package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.model.Address;
import dev.ringfence.model.Protocol;
import dev.ringfence.oracle.Oracle.Ports;
import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfPod;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the differences that the engine finds between two sets of policies against what the oracle says of single flows.
class RandomExcessTest {
    private static final int CLUSTERS = 125;

    /// Two sets of policies for one subject in one direction, as the oracle and as the engine see them.
    private record Question(RandomCluster cluster, TestCluster engine, OfPod subject, Direction direction,
            Map<Assumption, Excess> excesses, long seed) {

        Excess excess(Assumption assumption) {
            return Optional.ofNullable(excesses.get(assumption)).orElseThrow();
        }

        Ports more(Party peer, boolean byAddress) {
            return new Oracle(cluster.policies(), byAddress).allowed(subject, direction.text(), peer);
        }

        Ports less(Party peer, boolean byAddress) {
            return new Oracle(cluster.others(), byAddress).allowed(subject, direction.text(), peer);
        }

        boolean differs(Party peer, boolean byAddress, String protocol, int port) {
            return more(peer, byAddress).allow(protocol, port)
                    && !less(peer, byAddress).allow(protocol, port);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108})
    void differencesAreFoundExactlyWhereTheApiDecidesDifferently(long block) {
        for (var seed = block * CLUSTERS; seed < (block + 1) * CLUSTERS; seed++) {
            var cluster = RandomCluster.of(seed);
            var probes = seed;
            if (disagreement(cluster, probes).isPresent()) {
                var smallest = cluster.shrunk(smaller -> disagreement(smaller, probes).isPresent());
                assertThat(disagreement(smallest, probes)).as("seed %d, shrunk to%n%s", seed, smallest)
                        .isEmpty();
            }
        }
    }

    private static Optional<String> disagreement(RandomCluster cluster, long seed) {
        var more = TestCluster.of(cluster.manifests());
        var less = TestCluster.of(cluster.swapped().manifests());
        for (var pod : cluster.heldPods()) {
            for (var direction : Direction.values()) {
                var subject = cluster.party(pod);
                var excesses = new EnumMap<Assumption, Excess>(Assumption.class);
                for (var assumption : Assumption.values()) {
                    var profile = EnforcementProfile.of(assumption);
                    excesses.put(assumption, Excess.of(Engine.reach(more, subject, direction, profile),
                            Engine.reach(less, subject, direction, profile)));
                }
                var found = disagreement(new Question(cluster, more, subject, direction, excesses, seed));
                if (found.isPresent()) {
                    return found.map(text -> direction + " of " + subject + ": " + text);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> disagreement(Question question) {
        var parties = new ArrayList<Party>();
        question.cluster().heldPods().forEach(pod -> parties.add(question.cluster().party(pod)));
        parties.addAll(Probes.imagined(question.cluster(), question.seed()));
        parties.addAll(Probes.ADDRESSES);
        var flows = new EnumMap<Assumption, List<Flow>>(Assumption.class);
        for (var assumption : Assumption.values()) {
            flows.put(assumption,
                    Flows.of(question.excess(assumption), question.engine(), 100));
            for (var flow : flows.getOrDefault(assumption, List.of())) {
                var found = unconfirmed(question, flow, assumption);
                if (found.isPresent()) {
                    return found.map(text -> text + " under " + assumption);
                }
            }
        }
        for (var party : parties) {
            for (var byAddress : readings(Assumption.UNKNOWN)) {
                var shown = flows.entrySet().stream()
                        .filter(entry -> readings(entry.getKey()).contains(byAddress))
                        .noneMatch(entry -> entry.getValue().isEmpty());
                var found = missed(question, party, byAddress, shown);
                if (found.isPresent()) {
                    return found.map(text -> text + " by address " + byAddress);
                }
            }
        }
        return Optional.empty();
    }

    /// What differs with a party, but is not in the excess or not in any flow.
    private static Optional<String> missed(Question question, Party party, boolean byAddress, boolean shown) {
        var more = question.more(party, byAddress);
        var less = question.less(party, byAddress);
        var whole = question.excess(byAddress ? Assumption.YES : Assumption.NO);
        var excess = switch (party) {
            case OfPod pod -> whole.at(Engine.peer(pod)).certain().ports();
            case OfAddress(var ip) -> whole.at(Address.parse(ip).orElseThrow()).certain().ports();
            case Party.OfEntity entity -> throw new IllegalArgumentException("asked of " + entity);
        };
        for (var protocol : Probes.PROTOCOLS) {
            for (var port : Probes.PORTS) {
                var differs = more.allow(protocol, port) && !less.allow(protocol, port);
                if (differs != Engine.has(excess, protocol, port)) {
                    return Optional.of(party + " " + protocol + " " + port + " differs: " + differs
                            + ", but the excess is " + excess);
                }
                if (differs && !shown) {
                    return Optional.of("no flow shows " + party + " " + protocol + " " + port);
                }
            }
        }
        return Optional.empty();
    }

    /// What is wrong with a flow that the engine shows.
    private static Optional<String> unconfirmed(Question question, Flow flow, Assumption assumption) {
        for (var party : examples(question, flow)) {
            for (var port : ports(flow)) {
                var readings = readings(assumption);
                var confirmed = readings.stream()
                        .filter(byAddress -> question.differs(party, byAddress, port.getKey(),
                                port.getValue()))
                        .count();
                if (flow.certain() ? confirmed < readings.size() : confirmed == 0) {
                    return Optional.of(flow + " does not hold for " + party + " on " + port);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Party> examples(Question question, Flow flow) {
        return switch (flow.peer()) {
            case Peer.Existing(var pods) -> List.of(question.cluster()
                    .party(question.cluster().pods().stream()
                            .filter(pod -> Engine.peer(question.cluster().party(pod)).equals(pods))
                            .findFirst().orElseThrow()));
            case Peer.Outside(var range) -> List.of(new OfAddress(range.first().toString()),
                    new OfAddress(range.last().toString()));
            case Peer.Special _,Peer.Named _ -> List.of();
            case Peer.Hypothetical(var sides) -> flow.certain()
                    ? List.of(Engine.example(question.cluster(), sides, List.of("10.0.1.2", "fd00::5")),
                            Engine.example(question.cluster(), sides, List.of("192.0.2.200")))
                    : List.of();
        };
    }

    /// Some ports of the flow: the borders of each interval.
    private static List<Map.Entry<String, Integer>> ports(Flow flow) {
        var ports = new ArrayList<Map.Entry<String, Integer>>();
        for (var protocol : Protocol.values()) {
            for (var interval : flow.ports().of(protocol).intervals()) {
                ports.add(Map.entry(protocol.name(), interval[0]));
                ports.add(Map.entry(protocol.name(), interval[1]));
            }
        }
        if (flow.ports().other()) {
            ports.add(Map.entry("ICMP", 0));
        }
        return ports;
    }

    private static List<Boolean> readings(Assumption assumption) {
        return switch (assumption) {
            case YES -> List.of(true);
            case NO -> List.of(false);
            case UNKNOWN -> List.of(true, false);
        };
    }
}
