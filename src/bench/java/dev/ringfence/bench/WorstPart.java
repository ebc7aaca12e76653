package dev.ringfence.bench;

import dev.ringfence.bench.SeededCluster.Size;
import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.model.Pod;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clusters cost that are made to be hard, next to the same pods under policies as people write them.
final class WorstPart implements Part {
    private static final int RUNS = 5;
    private static final int REPLACED = 40_000;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final String OWN_LABEL = "statefulset.kubernetes.io/pod-name";
    private static final Size USUAL = new Size(2_000, 4_000, 30_000, 10_000);
    /// As many pods as Kubernetes is tested for in one namespace.
    private static final Size CROWDED = new Size(1, 1, 3_000, 300);

    @Override
    public List<Result> run(boolean quick) {
        var results = new ArrayList<Result>();
        results.add(classes("30,000 pods, each a class of its own since one policy asks for its own label",
                USUAL));
        results.add(classes("one namespace of 3,000 pods, each a class of its own", CROWDED));
        results.addAll(replaced(quick ? REPLACED / 10 : REPLACED));
        return results;
    }

    /// The full evaluation where one more policy asks for a label that every pod has for itself.
    private static Result classes(String what, Size size) {
        Progress.say(what);
        var cluster = SeededCluster.of(SeededCluster.SEED, size);
        var policies = new ArrayList<>(cluster.policies());
        policies.add(nosy(cluster.namespaces().getFirst().name()));
        return Result.compared(what + ", full evaluation", "",
                time(new SeededCluster(cluster.namespaces(), cluster.pods(), policies, cluster.enforcer())
                        .evaluation()),
                time(cluster.evaluation()), "ms");
    }

    /// The median of several evaluations, the first ones left out.
    static double time(FullEvaluation evaluation) {
        var times = new double[RUNS];
        for (var run = 0; run < RUNS; run++) {
            var began = System.nanoTime();
            evaluation.run();
            times[run] = (System.nanoTime() - began) / NANOS_PER_MILLI;
        }
        return Samples.of(times[RUNS - 3], times[RUNS - 2], times[RUNS - 1]).median();
    }

    private static Policy nosy(String namespace) {
        var spec = Map.of("podSelector", Map.of(), "ingress", List.of(Map.of("from", List.of(Map.of(
                "podSelector",
                Map.of("matchExpressions", List.of(Map.of("key", OWN_LABEL, "operator", "Exists"))))))));
        return NetworkPolicyDecoder.decode(new PolicyKey("NetworkPolicy", namespace, "nosy"),
                Field.root(Map.of("spec", spec)));
    }

    /// Every pod goes, and another one with a name and an address of its own comes, as when all is rolled out anew.
    private static List<Result> replaced(int count) {
        Progress.say(count + " pods replaced");
        var cluster = SeededCluster.of(SeededCluster.SEED, SeededCluster.LARGE);
        var evaluation = cluster.evaluation();
        evaluation.run();
        var times = new double[count];
        var began = System.nanoTime();
        for (var number = 0; number < count; number++) {
            var start = System.nanoTime();
            var old = cluster.pods().get(number);
            var young = renamed(old);
            evaluation.take(old.namespace(), old.name(), Optional.empty());
            evaluation.take(young.namespace(), young.name(), Optional.of(young));
            times[number] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        var took = (System.nanoTime() - began) / NANOS_PER_MILLI;
        var samples = Samples.of(times);
        return List.of(Result.alone(count + " pods replaced, all of them", "<= 90,000 ms", took, "ms"),
                Result.alone("a pod replaced, p99", "", samples.percentile(99), "ms"),
                Result.alone("a pod replaced, p99.9", "<= 10 ms", samples.percentile(99.9), "ms"));
    }

    private static Pod renamed(Pod pod) {
        return new Pod(pod.namespace(), pod.name() + "-b", pod.uid() + "b", pod.labels(), pod.workload(),
                pod.addresses(), pod.ports(), pod.node(), pod.traits());
    }
}
