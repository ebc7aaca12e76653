package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecDifferenceTest {

    @Test
    void whatTheApiServerFillsInOrLeavesOutIsNoDifference() {
        Map<String, Object> sent = Map.of("podSelector", Map.of("matchLabels", Map.of()), "egress", List.of(),
                "ingress", List.of(Map.of("ports", List.of(Map.of("port", 80)))));
        Map<String, Object> kept = Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress"),
                "ingress", List.of(Map.of("ports", List.of(Map.of("port", 80L, "protocol", "TCP")))));

        assertThat(difference(sent, kept)).isEmpty();
    }

    @Test
    void aMemberThatWasAddedLostOrChangedIsNamed() {
        Map<String, Object> sent = Map.of("podSelector", Map.of("matchLabels", Map.of("a", "1")));

        assertThat(difference(sent,
                Map.of("podSelector", Map.of("matchLabels", Map.of("a", "1", "b", "2")))))
                .contains("spec.podSelector.matchLabels.b");
        assertThat(difference(sent, Map.of("podSelector", Map.of())))
                .contains("spec.podSelector.matchLabels");
        assertThat(
                difference(sent, Map.of("podSelector", Map.of("matchLabels", Map.of("a", "2")))))
                .contains("spec.podSelector.matchLabels.a");
    }

    @Test
    void aProtocolThatWasSentMustBeKept() {
        assertThat(difference(Map.of("ports", List.of(Map.of("protocol", "UDP"))),
                Map.of("ports", List.of(Map.of("protocol", "TCP"))))).contains("spec.ports[0].protocol");
    }

    @Test
    void everyPeerIsNotTheSameAsEveryPodOfTheNamespace() {
        assertThat(difference(Map.of("from", List.of(Map.of("podSelector", Map.of()))),
                Map.of("from", List.of(Map.of("namespaceSelector", Map.of()))))).isPresent();
        assertThat(difference(Map.of("ingress", List.of(Map.of())), Map.of()))
                .contains("spec.ingress");
    }

    private static Optional<String> difference(Map<String, Object> sent, Map<String, Object> kept) {
        return SpecDifference.between(Map.of("spec", sent), Map.of("spec", kept));
    }
}
