package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Makes changes of a seeded cluster, each of which leaves the cluster about as it was.
final class SeededEvents {
    private final Random random;
    private final List<Pod> pods;
    private final List<Namespace> namespaces;
    private final List<Policy> policies;
    private final FullEvaluation evaluation;
    private int turn;

    /// The sorts of changes.
    enum Kind {
        KNOWN_POD("a pod of a known class comes or goes", "", "<= 5 us", false), POLICY_EDIT(
                "a policy is edited", "<= 10 us", "<= 300 us",
                false), NEW_CLASS("a pod of a new class comes or goes", "", "", false), RELABELLED(
                        "a namespace is relabelled", "", "",
                        false), CLUSTERWIDE("an AdminNetworkPolicy about every pod is edited", "", "", true);

        private final String text;
        private final String median;
        private final String tail;
        private final boolean rare;

        Kind(String text, String median, String tail, boolean rare) {
            this.text = text;
            this.median = median;
            this.tail = tail;
            this.rare = rare;
        }

        String text() {
            return text;
        }

        String goal(int percent) {
            return percent == 50 ? median : tail;
        }

        boolean isRare() {
            return rare;
        }
    }

    SeededEvents(Random random, SeededCluster cluster, FullEvaluation evaluation) {
        this.random = random;
        this.pods = cluster.pods();
        this.namespaces = cluster.namespaces();
        this.policies = new ArrayList<>(cluster.policies());
        this.evaluation = evaluation;
    }

    /// The next change of a kind, ready to be taken in.
    Runnable next(Kind kind) {
        turn++;
        return switch (kind) {
            case KNOWN_POD -> {
                var pod = named(pods.get(random.nextInt(pods.size())), "more-" + turn / 2 % 1_000);
                yield take(pod, turn % 2 == 0);
            }
            case NEW_CLASS -> {
                var pod = pods.get(random.nextInt(pods.size()));
                var labels = new TreeMap<>(pod.labels().toMap());
                labels.put("tier", "tier-" + turn / 2);
                yield take(labelled(named(pod, "other"), Labels.of(labels)), turn % 2 == 0);
            }
            case RELABELLED -> {
                var namespace = namespaces.get(random.nextInt(namespaces.size()));
                var labels = new TreeMap<>(namespace.labels().toMap());
                labels.put("stage", List.of("prod", "staging", "dev").get(random.nextInt(3)));
                var state = new Namespace(namespace.name(), namespace.uid(), Labels.of(labels), false);
                yield () -> evaluation.take(state);
            }
            case POLICY_EDIT -> {
                var place = random.nextInt(policies.size());
                var policy = policies.get(place);
                var other = policies.get(random.nextInt(policies.size()));
                var edited = new Policy(policy.key(), policy.tier(), policy.priority(), policy.subject(),
                        other.isolates(), other.acts(), other.rules(), Optional.empty());
                policies.set(place, edited);
                yield () -> evaluation.take(edited.key(), List.of(edited));
            }
            case CLUSTERWIDE -> {
                var meaning = administrative(turn % 2 == 0 ? "prod" : "dev");
                yield () -> evaluation.take(meaning.getFirst().key(), meaning);
            }
        };
    }

    private Runnable take(Pod pod, boolean comes) {
        var state = comes ? Optional.of(pod) : Optional.<Pod>empty();
        return () -> evaluation.take(pod.namespace(), pod.name(), state);
    }

    private static List<Policy> administrative(String stage) {
        var key = new PolicyKey("AdminNetworkPolicy", "", "everywhere");
        var document = Map.of("spec", Map.of("priority", 10, "subject", Map.of("namespaces", Map.of()),
                "ingress", List.of(Map.of("action", "Deny", "from",
                        List.of(Map.of("namespaces", Map.of("matchLabels", Map.of("stage", stage))))))));
        return Dialects.decode(key, Field.root(document), DecodingContext.GENERIC);
    }

    private static Pod named(Pod pod, String name) {
        return new Pod(pod.namespace(), name, pod.uid(), pod.labels(), pod.workload(), pod.addresses(),
                pod.ports(), pod.node(), pod.traits());
    }

    private static Pod labelled(Pod pod, Labels labels) {
        return new Pod(pod.namespace(), pod.name(), pod.uid(), labels, pod.workload(), pod.addresses(),
                pod.ports(), pod.node(), pod.traits());
    }
}
