package dev.ringfence.repair;

import dev.ringfence.baseline.BaselinePolicy;
import dev.ringfence.baseline.Expectation;
import dev.ringfence.baseline.ForeignPolicies;
import dev.ringfence.baseline.Mode;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.Optional;
import java.util.TreeSet;

/// Chooses what to do about a drift.
///
/// Only what the baseline says is restored; nothing that protects is deleted or loosened. Drifts of pods and peers are never
/// acted upon: whoever owns a pod has to mend it.
public final class RepairPlan {
    private RepairPlan() {}

    /// What to do about `drift`, given what is live now; nothing where there is nothing that may be done.
    public static Optional<Action> of(Drift drift, Expectation expectation, LiveNamespace live) {
        if (expectation.baseline().mode() != Mode.REPAIR || drift.exempted()) {
            return Optional.empty();
        }
        return switch (drift.kind()) {
            case POLICY_MISSING ->
                expectation.kept(key(drift)).map(policy -> new Action.CreatePolicy(drift.id(),
                        drift.object(),
                        policy.manifestIn(expectation.namespace(), expectation.baseline().name())));
            // What it refers to was changed, and is not the baseline's to restore.
            case POLICY_CHANGED -> drift.cause().object().equals(drift.object())
                    ? restored(drift, expectation, live)
                    : Optional.empty();
            case POLICY_REJECTED -> restored(drift, expectation, live);
            case FOREIGN_POLICY -> expectation.baseline().foreignPolicies() == ForeignPolicies.DELETE
                    && drift.verdict().loosens() && !drift.object().namespace().isEmpty()
                            ? live(drift, live)
                                    .map(object -> new Action.DeletePolicy(drift.id(), drift.object(),
                                            object.resourceVersion()))
                            : Optional.empty();
            case NAMESPACE_MISSING -> expectation.baseline().scope().create() && live.state().isEmpty()
                    ? Optional.of(new Action.CreateNamespace(drift.id(), drift.object(),
                            expectation.baseline().scope().labels().toMap()))
                    : Optional.empty();
            case NAMESPACE_UNLABELLED -> !drift.object().name().equals(live.name())
                    || live.labels().containsAll(expectation.baseline().scope().labels())
                            ? Optional.empty()
                            : Optional.of(new Action.LabelNamespace(drift.id(), drift.object(),
                                    expectation.baseline().scope().labels().toMap()));
            case WORKLOAD_UNCOVERED, WORKLOAD_UNENFORCEABLE, PEER_GAINED, GUARANTEE_BROKEN,
                    ENFORCEMENT_LOST ->
                Optional.empty();
        };
    }

    /// Puts back what the baseline says, unless the object says it already.
    private static Optional<Action> restored(Drift drift, Expectation expectation, LiveNamespace live) {
        return expectation.kept(key(drift)).map(BaselinePolicy::content)
                .flatMap(content -> live(drift, live)
                        .filter(object -> !SameText.of(BaselinePolicy.content(object.tree()), content))
                        .map(object -> {
                            var surplus = new TreeSet<>(BaselinePolicy.content(object.tree()).keySet());
                            surplus.removeAll(content.keySet());
                            return new Action.RestorePolicy(drift.id(), drift.object(),
                                    object.resourceVersion(), content, surplus);
                        }));
    }

    private static Optional<PolicyObject> live(Drift drift, LiveNamespace live) {
        return Optional.ofNullable(live.policies().get(key(drift))).map(policy -> policy.object());
    }

    private static PolicyKey key(Drift drift) {
        return new PolicyKey(drift.object().kind(), drift.object().namespace(), drift.object().name());
    }
}
