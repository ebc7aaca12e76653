package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories of a small cluster: what the loop knows step by step is what it would find by looking at everything anew.
class IncrementalTest {
    private static final int EVENTS = 250;
    private static final List<String> NAMESPACES = List.of(Specimen.NAMESPACE, "blue", "green", "grey");
    private static final List<Map<String, String>> POD_LABELS = List.of(Map.of(), Specimen.MODEL,
            Map.of("workload", "ai"), Map.of("role", "data-collector"),
            Map.of("role", "admin", "workload", "ai"));

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStepEqualsAFullJudgement(long seed) {
        var random = new Random(seed);
        var loop = new LoopFixture();
        loop.see(baseline());
        loop.sync();
        for (var event = 0; event < EVENTS; event++) {
            loop.tell(change(random));
            if (event % 10 == 0) {
                loop.pass(LoopFixture.RESYNC);
            }
            assertThat(loop.happenings).as("seed %d, event %d", seed, event).doesNotContain("disagreement");
        }
        assertThat(loop.happenings).as("seed %d finds drifts at all", seed)
                .anyMatch(line -> line.startsWith("opened"));
    }

    /// Guards by name and by label, and admits peers from other namespaces by their labels.
    private static BaselineObject baseline() {
        var reference = Specimen.baseline("Observe", 1, Map.of());
        var policy = Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                Map.of("name", Specimen.POLICY.name()), "spec", spec());
        var document = new HashMap<>(reference.tree());
        document.put("spec", Map.of("scope",
                Map.of("namespaces", Map.of("names", List.of(Specimen.NAMESPACE), "selector",
                        Map.of("matchLabels", Map.of("guard", "yes"))), "workloads",
                        Map.of("matchLabels", Map.of("workload", "ai"))),
                "policies", List.of(policy), "guarantees",
                List.of(Map
                        .of("name", "nobody-from-grey", "never",
                                Map.of("ingress", Map.of("from", List.of(Map.of(
                                        "namespaceSelector",
                                        Map.of("matchLabels", Map.of("colour", "grey"))))))))));
        return new BaselineObject(reference.name(), reference.source(), reference.uid(), 1, document,
                Optional.empty());
    }

    private static Map<String, Object> spec() {
        return Map.of("podSelector", Map.of("matchLabels", Map.of("workload", "ai")), "ingress",
                List.of(Specimen.rule(Map.of("role", "data-collector"), 80),
                        Map.of("from", List.of(Map.of("namespaceSelector",
                                Map.of("matchLabels", Map.of("colour", "blue")), "podSelector",
                                Map.of("matchLabels",
                                        Map.of("role", "admin")))))));
    }

    private static Change change(Random random) {
        var namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new NamespaceChange(namespace, namespace(namespace, random));
            case 1, 2 -> {
                var name = "pod-" + random.nextInt(4);
                yield new PodChange(namespace, name, pod(namespace, name, random));
            }
            default -> {
                var name = random.nextBoolean() ? Specimen.POLICY.name() : "extra-" + random.nextInt(2);
                var key = new PolicyKey("NetworkPolicy", namespace, name);
                yield new PolicyChange(key, policy(key, random));
            }
        };
    }

    private static Optional<Namespace> namespace(String name, Random random) {
        if (random.nextInt(6) == 0) {
            return Optional.empty();
        }
        var labels = new HashMap<>(Map.of("kubernetes.io/metadata.name", name));
        if (random.nextBoolean()) {
            labels.put("guard", "yes");
        }
        if (random.nextBoolean()) {
            labels.put("colour", random.nextBoolean() ? "blue" : "grey");
        }
        return Optional.of(new Namespace(name, "uid-" + name, Labels.of(labels), random.nextInt(8) == 0));
    }

    private static Optional<Pod> pod(String namespace, String name, Random random) {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional
                        .of(Specimen.pod(namespace, name, POD_LABELS.get(random.nextInt(POD_LABELS.size()))));
    }

    private static Optional<PolicyObject> policy(PolicyKey key, Random random) {
        Map<String, Object> spec = switch (random.nextInt(5)) {
            case 0 -> Map.of();
            case 1 -> spec();
            case 2 -> Specimen.open();
            case 3 -> Map.of("podSelector",
                    Map.of("matchLabels", POD_LABELS.get(random.nextInt(POD_LABELS.size()))), "ingress",
                    List.of(Specimen.rule(POD_LABELS.get(random.nextInt(POD_LABELS.size())), 8080)));
            default -> Map.of("podSelector", Map.of(), "policyTypes", List.of("Egress"));
        };
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new PolicyObject(key, "networking.k8s.io/v1", "uid", "" + random.nextInt(),
                        Optional.empty(),
                        Map.of("spec", spec)));
    }
}
