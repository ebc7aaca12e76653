package dev.ringfence.bench;

import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.BaselineObject.Source;
import dev.ringfence.baseline.Expectation;
import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.drift.Circumstances;
import dev.ringfence.drift.Judge;
import dev.ringfence.drift.Judgement;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.drift.LivePolicy;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The judgement of one guarded namespace in the large cluster after one of its policies was edited.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class JudgeBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Object> AGENT = Map.of("matchLabels", Map.of("app", "app-0"));
    private static final Map<String, Object> GATEWAY = Map.of("matchLabels", Map.of("tier", "frontend"));

    private List<Circumstances> harmless = List.of();
    private List<Circumstances> loosening = List.of();
    private int turn;

    @Setup
    public void makeNamespaces() {
        var cluster = SeededCluster.of(SeededCluster.SEED, SeededCluster.LARGE);
        var evaluation = cluster.evaluation();
        evaluation.run();
        var guarded = cluster.namespaces().getFirst();
        var pods = cluster.pods().stream().filter(pod -> pod.namespace().equals(guarded.name())).toList();
        harmless = List.of(circumstances(evaluation, guarded, pods, spec(List.of(port(8443)))),
                circumstances(evaluation, guarded, pods, spec(List.of(port(8443), port(8443)))));
        loosening = List.of(
                circumstances(evaluation, guarded, pods, spec(List.of(port(8443), port(9000)))),
                circumstances(evaluation, guarded, pods, spec(List.of(port(8443), port(9001)))));
    }

    /// An edit that changes nothing about what is allowed.
    @Benchmark
    public Judgement harmlessEdit() {
        return Judge.judge(harmless.get(turn++ & 1));
    }

    /// An edit that opens a port: a drift, with its witnesses.
    @Benchmark
    public Judgement looseningEdit() {
        return Judge.judge(loosening.get(turn++ & 1));
    }

    private static Circumstances circumstances(FullEvaluation evaluation, Namespace namespace, List<Pod> pods,
            Map<String, Object> spec) {
        var key = new PolicyKey("NetworkPolicy", namespace.name(), "approved");
        var live = LivePolicy.of(new PolicyObject(key, "networking.k8s.io/v1", "uid", "1", Optional.empty(),
                manifest(Map.of("name", "approved", "namespace", namespace.name()), spec)),
                DecodingContext.GENERIC);
        return new Circumstances(expectation(namespace.name()),
                new LiveNamespace(namespace.name(), Optional.of(namespace), new TreeMap<>(Map.of(key, live)),
                        Map.of(), pods),
                evaluation.directory(), DecodingContext.GENERIC, Map.of(), Optional.of(Set.of()), NOW);
    }

    private static Expectation expectation(String namespace) {
        var document = Map.<String, Object>of("apiVersion", "ringfence.dev/v1alpha1", "kind",
                "IsolationBaseline", "metadata", Map.of("name", "bench"), "spec",
                Map.of("scope", Map.of("namespaces", Map.of("names", List.of(namespace))), "policies",
                        List.of(manifest(Map.of("name", "approved"), spec(List.of(port(8443)))))));
        return Expectation.of(BaselineDecoder.decode(
                new BaselineObject("bench", new Source("bench.yaml"), "", 0, document, Optional.empty())),
                namespace, DecodingContext.GENERIC);
    }

    private static Map<String, Object> manifest(Map<String, Object> metadata, Map<String, Object> spec) {
        return Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata", metadata,
                "spec", spec);
    }

    private static Map<String, Object> spec(List<Map<String, Object>> ports) {
        return Map.of("podSelector", AGENT, "policyTypes", List.of("Ingress", "Egress"), "ingress", List.of(
                Map.of("from", List.of(Map.of("podSelector", GATEWAY)), "ports", ports)));
    }

    private static Map<String, Object> port(int number) {
        return Map.of("protocol", "TCP", "port", number);
    }
}
