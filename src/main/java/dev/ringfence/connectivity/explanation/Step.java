package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One change of one object of a cluster.
public sealed interface Step {

    /// What is done, as an imperative.
    String text();

    /// How far reaching such a step is, from 0 to 9.
    int weight();

    /// The cluster after the step.
    Snapshot applyTo(Snapshot snapshot);

    /// Gives all pods of a workload a label, or takes it away.
    ///
    /// @param value null to take it away
    record RelabelPods(Workload workload, String key, @Nullable String value) implements Step {
        @Override
        public String text() {
            return Step.relabelled(workload.kind() + " " + workload.namespace() + "/" + workload.name(), key,
                    value);
        }

        @Override
        public int weight() {
            return 0;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return snapshot.withPods(snapshot.pods().stream()
                    .map(pod -> pod.workload().equals(workload) ? relabelled(pod) : pod).toList());
        }

        private Pod relabelled(Pod pod) {
            return new Pod(pod.namespace(), pod.name(), pod.uid(), Step.with(pod.labels(), key, value),
                    pod.workload(), pod.addresses(), pod.ports(), pod.node(), pod.traits());
        }
    }

    /// Gives a namespace a label, or takes it away.
    ///
    /// @param value null to take it away
    record RelabelNamespace(String namespace, String key, @Nullable String value) implements Step {
        @Override
        public String text() {
            return Step.relabelled("namespace " + namespace, key, value);
        }

        @Override
        public int weight() {
            return 1;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return snapshot
                    .with(new Namespace(namespace, "", Step.with(snapshot.labels(namespace), key, value),
                            /* terminating= */ false));
        }
    }

    /// Lets a rule allow more ports.
    record AddPorts(PolicyKey policy, String path, PortSet ports) implements Step {
        @Override
        public String text() {
            return "add " + ports + " to the ports of " + path + " of " + policy;
        }

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.edit(snapshot, policy, rules -> rules.stream().map(rule -> rule.path().equals(path)
                    ? new Rule(rule.direction(), path, rule.action(), rule.peers(), rule.atMost(),
                            rule.ports().union(ports), rule.said())
                    : rule).toList());
        }
    }

    /// Adds a rule to a policy.
    ///
    /// @param peers what the rule's peers are called
    record AddRule(PolicyKey policy, Rule rule, String peers) implements Step {
        @Override
        public String text() {
            return "add a rule to " + rule.path() + " of " + policy + " that " + Step.effect(rule, peers);
        }

        @Override
        public int weight() {
            return 4;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.edit(snapshot, policy, rules -> {
                var more = new ArrayList<>(rules);
                more.add(rule);
                return more;
            });
        }
    }

    /// Puts a rule before the one at whose place it is to stand.
    ///
    /// @param peers what the rule's peers are called
    record InsertRule(PolicyKey policy, Rule rule, String peers) implements Step {
        @Override
        public String text() {
            return "put a rule before " + rule.path() + " of " + policy + " that " + Step.effect(rule, peers);
        }

        @Override
        public int weight() {
            return 4;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.edit(snapshot, policy, rules -> {
                var more = new ArrayList<Rule>();
                for (var other : rules) {
                    if (other.path().equals(rule.path()) && !more.contains(rule)) {
                        more.add(rule);
                    }
                    more.add(other);
                }
                return more;
            });
        }
    }

    /// Lets a rule of an ordered tier do something else with its traffic.
    record ChangeAction(PolicyKey policy, String path, Action action) implements Step {
        @Override
        public String text() {
            return "let " + path + " of " + policy + " "
                    + (action == Action.DENY ? "deny" : "allow") + " what it speaks of";
        }

        @Override
        public int weight() {
            return 5;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.edit(snapshot, policy, rules -> rules.stream().map(rule -> rule.path().equals(path)
                    ? new Rule(rule.direction(), path, action, rule.peers(), rule.atMost(), rule.ports())
                    : rule).toList());
        }
    }

    /// Adds a policy of the Admin tier with one rule.
    ///
    /// @param pods what the pods are called that it selects
    /// @param peers what the rule's peers are called
    record AddPolicy(Policy policy, String pods, String peers) implements Step {
        @Override
        public String text() {
            var kind = policy.key().kind().equals("ClusterNetworkPolicy")
                    ? "a ClusterNetworkPolicy of tier Admin"
                    : "an " + policy.key().kind();
            return "add " + kind + " with priority " + policy.priority()
                    + " that selects " + pods + " and " + Step.effect(policy.rules().getFirst(), peers);
        }

        @Override
        public int weight() {
            return 5;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.with(snapshot, policy);
        }
    }

    /// Removes a rule from a policy.
    record RemoveRule(PolicyKey policy, String path) implements Step {
        @Override
        public String text() {
            return "remove " + path + " from " + policy;
        }

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.edit(snapshot, policy,
                    rules -> rules.stream().filter(rule -> !rule.path().equals(path)).toList());
        }
    }

    /// Removes a policy.
    record RemovePolicy(PolicyKey policy) implements Step {
        @Override
        public String text() {
            return "remove " + policy;
        }

        @Override
        public int weight() {
            return 6;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return snapshot.withPolicies(
                    snapshot.policies().stream().filter(other -> !other.key().equals(policy)).toList());
        }
    }

    /// Adds a policy that isolates and allows nothing.
    ///
    /// @param pods what the pods are called that it selects
    record Isolate(Policy policy, Direction direction, String pods) implements Step {
        @Override
        public String text() {
            return "add a NetworkPolicy to namespace " + policy.key().namespace() + " that selects " + pods
                    + " with policyTypes [" + direction.text() + "]";
        }

        @Override
        public int weight() {
            return 5;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return Step.with(snapshot, policy);
        }
    }

    private static Snapshot with(Snapshot snapshot, Policy policy) {
        var more = new ArrayList<>(snapshot.policies());
        more.add(policy);
        return snapshot.withPolicies(more);
    }

    private static String effect(Rule rule, String peers) {
        return (rule.action() == Action.DENY ? "denies " : "allows ") + rule.ports()
                + (rule.direction() == Direction.INGRESS ? " from " : " to ") + peers;
    }

    private static String relabelled(String object, String key, @Nullable String value) {
        return value == null
                ? "remove the label " + key + " from " + object
                : "label " + object + " with " + key + "=" + value;
    }

    private static Labels with(Labels labels, String key, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(labels.toMap());
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return Labels.of(changed);
    }

    private static Snapshot edit(Snapshot snapshot, PolicyKey key, UnaryOperator<List<Rule>> change) {
        return snapshot.withPolicies(snapshot.policies().stream().map(policy -> policy.key().equals(key)
                ? new Policy(key, policy.tier(), policy.priority(), policy.subject(), policy.isolates(),
                        policy.acts(),
                        change.apply(policy.rules()), policy.doubt())
                : policy).toList());
    }
}
