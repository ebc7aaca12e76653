package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusWritesTest {

    @Test
    void listsAreBoundedAndCountsAreNot() {
        List<String> many = IntStream.range(0, 5_000).mapToObj("namespace-%04d"::formatted).toList();
        var peers = new ApprovedPeers(3, many.stream().collect(Collectors.toSet()));

        Map<String, Object> tree = StatusWrites
                .tree(ClusterSamples.status("b", "uid", many, Optional.of(peers)));

        assertThat(tree.get("guarded")).isEqualTo(Map.of("namespaces", 5_000, "pods", 12));
        assertThat(tree.get("namespaces")).isEqualTo(many.subList(0, 1_000));
        assertThat(tree.get("approvedPeers"))
                .isEqualTo(Map.of("generation", 3L, "names", many.subList(0, 1_000)));
    }
}
