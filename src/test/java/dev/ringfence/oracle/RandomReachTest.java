package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.model.Address;
import dev.ringfence.model.PortSet;
import dev.ringfence.oracle.Oracle.Ports;
import dev.ringfence.oracle.Party.OfPod;
import dev.ringfence.policy.Direction;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what the engine says of whole reaches against what the oracle says of single flows.
class RandomReachTest {
    private static final int CLUSTERS = 250;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFlowOfARandomClusterIsDecidedAsTheApiSays(long block) {
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
        var engine = TestCluster.of(cluster.manifests());
        for (var subject : cluster.heldPods()) {
            for (var direction : Direction.values()) {
                var found = disagreement(cluster, engine, cluster.party(subject), direction, seed);
                if (found.isPresent()) {
                    return Optional
                            .of(Tree.text(Tree.object(subject, "metadata"), "name") + " " + found.get());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> disagreement(RandomCluster cluster, TestCluster engine, OfPod subject,
            Direction direction, long seed) {
        for (var byAddress : new boolean[]{true, false}) {
            var oracle = new Oracle(cluster.policies(), byAddress);
            var excess = excess(engine, subject, direction, byAddress);
            for (var pod : cluster.heldPods()) {
                var peer = cluster.party(pod);
                var found = disagreement(() -> direction + " with " + peer + " by address " + byAddress,
                        oracle.allowed(subject, direction.text(), peer),
                        excess.at(Engine.peer(peer)).certain().ports());
                if (found.isPresent()) {
                    return found;
                }
            }
            for (var peer : Probes.imagined(cluster, seed)) {
                var found = disagreement(
                        () -> direction + " with imagined " + peer + " by address " + byAddress,
                        oracle.allowed(subject, direction.text(), peer),
                        excess.at(Engine.peer(peer)).certain().ports());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        var oracle = new Oracle(cluster.policies(), true);
        var excess = excess(engine, subject, direction, true);
        for (var address : Probes.ADDRESSES) {
            var found = disagreement(() -> direction + " with " + address,
                    oracle.allowed(subject, direction.text(), address),
                    excess.at(Address.parse(address.ip()).orElseThrow()).certain().ports());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Excess excess(TestCluster engine, OfPod subject, Direction direction, boolean byAddress) {
        return Excess.of(Engine.reach(engine, subject, direction, Engine.profile(byAddress)),
                Reach.nothing(direction));
    }

    private static Optional<String> disagreement(Supplier<String> what, Ports expected, PortSet found) {
        for (var protocol : Probes.PROTOCOLS) {
            for (var port : Probes.PORTS) {
                if (expected.allow(protocol, port) != Engine.has(found, protocol, port)) {
                    return Optional.of(what.get() + ": " + protocol + " " + port + " must be "
                            + (expected.allow(protocol, port) ? "allowed" : "refused")
                            + ", but the engine allows "
                            + found);
                }
            }
        }
        return Optional.empty();
    }
}
