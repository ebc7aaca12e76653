package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference;
import dev.ringfence.fixture.Effort;
import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.fixture.Smallest;
import dev.ringfence.manifests.ManifestWriter;
import dev.ringfence.oracle.RandomMix.Kinds;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies of whichever kind that are written differently and mean the same, allow the same.
class SpellingTest {
    private static final int MIXES = Effort.times(100);

    @ParameterizedTest
    @CsvSource({"TIERS, BY_ADDRESS", "CILIUM, CILIUM", "KUBERNETES_AND_TIERS, UNKNOWN",
            "CILIUM_AND_TIERS, CILIUM"})
    void orderAndSpellingNeverMatter(Kinds kinds, Enforcer enforcer) {
        for (var seed = 0L; seed < MIXES; seed++) {
            var random = seed;
            assertSame(RandomMix.of(seed, kinds), enforcer,
                    policies -> new Respelling(new Random(random)).of(policies), seed);
        }
    }

    @Test
    void networkPolicyMeansTheSameAsPolicyOfCilium() {
        for (var seed = 0L; seed < MIXES; seed++) {
            assertSame(RandomMix.of(seed, Kinds.CILIUM), Enforcer.CILIUM, policies -> policies.stream()
                    .map(policy -> Tree.text(policy, "kind").equals("NetworkPolicy")
                            ? Translation.cilium(policy)
                            : policy)
                    .toList(), seed);
        }
    }

    @Test
    void policyOfATierMeansTheSameInBothVersions() {
        for (var seed = 0L; seed < MIXES; seed++) {
            assertSame(RandomMix.of(seed, Kinds.KUBERNETES_AND_TIERS), Enforcer.BY_ADDRESS,
                    policies -> policies.stream().filter(SpellingTest::counts)
                            .map(policy -> Tree.text(policy, "kind").contains("Admin")
                                    ? Translation.newer(policy)
                                    : policy)
                            .toList(),
                    seed);
        }
    }

    /// Of the policies of the Baseline tier in the older version, only one does.
    private static boolean counts(Map<String, Object> policy) {
        return !Tree.text(policy, "kind").startsWith("Baseline")
                || Tree.text(Tree.object(policy, "metadata"), "name").equals("default");
    }

    private static void assertSame(RandomMix mix, Enforcer enforcer,
            UnaryOperator<List<Map<String, Object>>> respelling, long seed) {
        if (difference(mix, enforcer, respelling).isPresent()) {
            var smallest = Smallest.of(mix, RandomMix::smaller,
                    smaller -> OfflineCluster.accepts(enforcer.profile(), smaller.manifestsBefore())
                            && difference(smaller, enforcer, respelling).isPresent());
            assertThat(difference(smallest, enforcer, respelling))
                    .as("seed %d under %s, shrunk to%n%s, respelt as%n%s", seed, enforcer,
                            text(smallest.manifestsBefore()), text(respelling.apply(smallest.before())))
                    .isEmpty();
        }
    }

    private static Optional<String> difference(RandomMix mix, Enforcer enforcer,
            UnaryOperator<List<Map<String, Object>>> respelling) {
        var written = OfflineCluster.of(enforcer.profile(), mix.manifestsBefore());
        var anew = OfflineCluster.of(enforcer.profile(), Stream
                .concat(mix.cluster().stream(), respelling.apply(mix.before()).stream()).toList());
        var changes = ConnectivityDifference.between(written.side(), anew.side()).changes();
        if (!changes.isEmpty()) {
            return Optional.of(changes.getFirst().toString());
        }
        for (var name : mix.pods().keySet()) {
            for (var direction : Direction.values()) {
                var reach = reach(written, name, direction);
                var reachAnew = reach(anew, name, direction);
                if (!reach.equals(reachAnew) || !Excess.of(reach, reachAnew).isEmpty()) {
                    return Optional.of("the reach of " + name + " differs for " + direction);
                }
            }
        }
        return Optional.empty();
    }

    private static Reach reach(OfflineCluster cluster, String name, Direction direction) {
        var pod = cluster.pod(name);
        return Reach.of(cluster.snapshot().selecting(pod), direction, Optional.of(pod.ports()),
                cluster.profile());
    }

    private static String text(List<Map<String, Object>> manifests) {
        return manifests.stream().map(manifest -> "---\n" + ManifestWriter.write(manifest))
                .collect(Collectors.joining());
    }
}
