package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.EnforcementProfile;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.policy.Direction;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies that are written differently and mean the same have the same reach.
class RewritingTest {
    private static final int CLUSTERS = 500;

    @ParameterizedTest
    @ValueSource(longs = {201, 202})
    void orderAndSpellingNeverMatter(long block) {
        for (var seed = block * CLUSTERS; seed < (block + 1) * CLUSTERS; seed++) {
            var cluster = RandomCluster.of(seed);
            var rewritten = new RandomCluster(cluster.namespaces(), cluster.pods(),
                    new Rewriting(new Random(seed)).of(cluster.policies()), cluster.others());
            var written = TestCluster.of(cluster.manifests());
            var writtenAnew = TestCluster.of(rewritten.manifests());
            for (var pod : cluster.heldPods()) {
                for (var direction : Direction.values()) {
                    var subject = cluster.party(pod);
                    var reach = Engine.reach(written, subject, direction, EnforcementProfile.GENERIC);
                    var reachAnew = Engine.reach(writtenAnew, subject, direction,
                            EnforcementProfile.GENERIC);
                    assertThat(reachAnew.equals(reach))
                            .as("seed %d: %s of %s%n%s%n%s", seed, direction, subject,
                                    cluster.policies(), rewritten.policies())
                            .isTrue();
                }
            }
        }
    }
}
