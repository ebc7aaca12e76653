package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.bench.SeededCluster.Size;
import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.model.Pod;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeededClusterTest {
    private static final Size SMALL = new Size(50, 100, 750, 250);

    @Test
    void hasAsMuchOfEverythingAsIsAskedFor() {
        var cluster = SeededCluster.of(1, SMALL);

        assertThat(cluster.namespaces()).hasSize(50);
        assertThat(cluster.pods()).hasSize(750);
        assertThat(cluster.policies()).hasSize(250);
        assertThat(cluster.pods().stream()
                .map(pod -> pod.namespace() + pod.labels().projectedOn(Set.of("app", "tier")))
                .collect(Collectors.toSet())).hasSize(100);
    }

    @Test
    void givesEveryPodLabelsAndAnAddressOfItsOwn() {
        var cluster = SeededCluster.of(1, SMALL);

        assertThat(cluster.pods()).extracting(Pod::labels).doesNotHaveDuplicates();
        assertThat(cluster.pods()).extracting(Pod::addresses).doesNotHaveDuplicates();
        assertThat(cluster.pods()).extracting(Pod::key).doesNotHaveDuplicates();
    }

    @Test
    void collapsesIntoAsManyClassesAsThereAreApplications() {
        var cluster = SeededCluster.of(1, SMALL);

        var findings = cluster.evaluation().run();

        assertThat(findings.classes()).isEqualTo(100);
        assertThat(findings.profiles()).isBetween(100, 200);
        assertThat(findings.groups()).isGreaterThan(findings.profiles());
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherOneForAnother() {
        assertThat(SeededCluster.of(1, SMALL)).isEqualTo(SeededCluster.of(1, SMALL));
        assertThat(SeededCluster.of(1, SMALL)).isNotEqualTo(SeededCluster.of(2, SMALL));
    }

    @Test
    void theLargeOneHasTheStatedSize() {
        assertThat(SeededCluster.LARGE).isEqualTo(new Size(10_000, 20_000, 150_000, 50_000));
    }
}
