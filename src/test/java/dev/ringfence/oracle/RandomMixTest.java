package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Effort;
import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.fixture.Smallest;
import dev.ringfence.manifests.ManifestWriter;
import dev.ringfence.oracle.RandomMix.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds what the engine makes of random policies of all kinds, alone and mixed, against what the oracle says of single packets: in
/// each state, and of the difference of two.
class RandomMixTest {
    private static final int MIXES = Effort.times(30);

    @ParameterizedTest
    @CsvSource({"TIERS, BY_ADDRESS", "TIERS, UNKNOWN", "KUBERNETES_AND_TIERS, BY_ADDRESS",
            "KUBERNETES_AND_TIERS, BY_LABEL", "KUBERNETES_AND_TIERS, UNKNOWN", "CILIUM, CILIUM",
            "CILIUM, OLDER_CILIUM", "CILIUM_AND_TIERS, CILIUM"})
    void everyPacketIsDecidedAsTheDocumentationSays(Kinds kinds, Enforcer enforcer) {
        for (var seed = 0L; seed < MIXES; seed++) {
            var mix = RandomMix.of(seed, kinds);
            var probes = seed;
            if (disagreement(mix, enforcer, probes).isPresent()) {
                var smallest = Smallest.of(mix, RandomMix::smaller,
                        smaller -> isRead(smaller, enforcer)
                                && disagreement(smaller, enforcer, probes).isPresent());
                assertThat(disagreement(smallest, enforcer, probes))
                        .as("seed %d of %s under %s, shrunk to%n%s", seed, kinds, enforcer, text(smallest))
                        .isEmpty();
            }
        }
    }

    private static Optional<String> disagreement(RandomMix mix, Enforcer enforcer, long seed) {
        return new MixedEvaluation(mix, enforcer, seed).disagreement();
    }

    private static boolean isRead(RandomMix mix, Enforcer enforcer) {
        return OfflineCluster.accepts(enforcer.profile(), mix.manifestsBefore())
                && OfflineCluster.accepts(enforcer.profile(), mix.manifestsAfter());
    }

    private static String text(RandomMix mix) {
        return "cluster:\n" + text(mix.cluster()) + "policies before:\n" + text(mix.before())
                + "policies after:\n" + text(mix.after());
    }

    private static String text(List<Map<String, Object>> manifests) {
        return manifests.stream().map(manifest -> "---\n" + ManifestWriter.write(manifest))
                .collect(Collectors.joining());
    }
}
