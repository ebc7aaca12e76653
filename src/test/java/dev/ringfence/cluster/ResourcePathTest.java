package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.ObjectReference;
import org.junit.jupiter.api.Test;

class ResourcePathTest {

    @Test
    void namespacedAndClusterScopedObjectsHaveTheirPlaces() {
        assertThat(ResourcePath.of(ClusterSamples.policy("ai-workloads", "isolation")))
                .contains(new ResourcePath(
                        "/apis/networking.k8s.io/v1/namespaces/ai-workloads/networkpolicies",
                        "/apis/networking.k8s.io/v1/namespaces/ai-workloads/networkpolicies/isolation"));
        assertThat(ResourcePath.of(ObjectReference.namespace("ai-workloads", "")))
                .contains(new ResourcePath("/api/v1/namespaces", "/api/v1/namespaces/ai-workloads"));
    }

    @Test
    void noNameLeadsToAnotherPath() {
        assertThat(ResourcePath.of(ClusterSamples.policy("..", "isolation"))).isEmpty();
        assertThat(ResourcePath.of(ClusterSamples.policy("ai-workloads", ".."))).isEmpty();
        assertThat(ResourcePath.of(ClusterSamples.policy("ai-workloads", ""))).isEmpty();
        assertThat(ResourcePath.of(ClusterSamples.policy("a/../b", "c?d#e f")).orElseThrow().object())
                .isEqualTo("/apis/networking.k8s.io/v1/namespaces/a%2F..%2Fb/networkpolicies/c%3Fd%23e%20f");
    }

    @Test
    void aKindThatRingfenceDoesNotWriteHasNoPlace() {
        assertThat(ResourcePath.of(new ObjectReference("v1", "Secret", "default", "x", ""))).isEmpty();
    }
}
