package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
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

    /// Changes the rules of a policy.
    record EditRules(PolicyKey policy, RuleEdit edit) implements Step {
        @Override
        public String text() {
            return edit.text(policy);
        }

        @Override
        public int weight() {
            return edit.weight();
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            return snapshot.withPolicies(snapshot.policies().stream()
                    .map(other -> other.key().equals(policy) ? edited(other) : other).toList());
        }

        private Policy edited(Policy before) {
            return new Policy(policy, before.tier(), before.priority(), before.subject(), before.isolates(),
                    before.acts(), edit.applyTo(before.rules()), before.doubt());
        }
    }

    /// Adds a policy.
    ///
    /// @param description what the policy is, and what it does
    record AddPolicy(Policy policy, String description) implements Step {
        @Override
        public String text() {
            return "add " + description;
        }

        @Override
        public int weight() {
            return 5;
        }

        @Override
        public Snapshot applyTo(Snapshot snapshot) {
            var more = new ArrayList<>(snapshot.policies());
            more.add(policy);
            return snapshot.withPolicies(more);
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
}
