package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.DriftRecord.State;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final LoopFixture loop = LoopFixture.guardingTheReferenceCase("Repair");

    @Test
    void theReferenceCaseInOrderIsIsolatedAndGetsNoWrites() {
        assertThat(loop.open()).isEmpty();
        assertThat(loop.sent).isEmpty();
        assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.TRUE);
        assertThat(loop.report().baselines().getFirst().pods()).isEqualTo(1);
        assertThat(loop.report().baselines().getFirst().policies())
                .containsExactly("NetworkPolicy ai-workloads/ai-workload-isolation");
    }

    @Test
    void nothingIsJudgedBeforeEveryWatchHasSynced() {
        var early = new LoopFixture();
        early.see(Specimen.baseline("Repair", 1, Map.of()));
        early.lead(true);
        early.watch("namespaces", Phase.SYNCED);
        early.watch("pods", Phase.SYNCED);

        assertThat(early.report().complete()).isFalse();
        assertThat(early.open()).isEmpty();
        assertThat(early.condition("Isolated").reason()).isEqualTo("NotSynced");

        early.sync();

        assertThat(early.report().complete()).isTrue();
        assertThat(early.only(DriftKind.NAMESPACE_MISSING).drift().verdict()).isEqualTo(Verdict.TIGHTENED);
    }

    @Test
    void aDeletedPolicyIsCreatedAgainAndTheDriftClosesWhenItsEffectIsSeen() {
        loop.lose(Specimen.POLICY);

        var drift = loop.only(DriftKind.POLICY_MISSING);
        assertThat(drift.drift().verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.drift().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(loop.sent).extracting(LoopFixture.Sent::action).singleElement()
                .isInstanceOf(Action.CreatePolicy.class);

        loop.end(Result.SUCCEEDED);
        assertThat(loop.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.OPEN);

        loop.see(Specimen.policy(Specimen.POLICY.name(), "2", Specimen.isolation()));
        assertThat(loop.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.REPAIRED);
        assertThat(loop.happenings).containsExactly("opened PolicyMissing",
                "closed PolicyMissing Repaired");
    }

    @Test
    void aRepairWhoseEffectIsSeenBeforeItsAnswerIsARepair() {
        loop.lose(Specimen.POLICY);
        loop.see(Specimen.policy(Specimen.POLICY.name(), "2", Specimen.isolation()));

        assertThat(loop.only(DriftKind.POLICY_MISSING).isClosed()).isFalse();

        loop.end(Result.SUCCEEDED);

        assertThat(loop.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.REPAIRED);
    }

    @Test
    void aDriftThatSomebodyElsePutsRightIsResolved() {
        loop.lose(Specimen.POLICY);
        loop.see(Specimen.policy(Specimen.POLICY.name(), "2", Specimen.isolation()));
        loop.end(Result.CONFLICT);

        assertThat(loop.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aChangedPolicyIsReplacedUnderTheVersionThatWasJudged() {
        var widened = Map.<String, Object>of("podSelector", Map.of("matchLabels", Specimen.MODEL),
                "policyTypes",
                List.of("Ingress"), "ingress",
                List.of(Specimen.rule(Map.of("role", "data-collector"), 80), Map.of()));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "7", widened));

        assertThat(loop.only(DriftKind.POLICY_CHANGED).drift().cause().rule()).isEqualTo("spec.ingress[1]");
        assertThat(loop.sent.getLast().action()).isInstanceOfSatisfying(Action.RestorePolicy.class,
                restore -> {
                    assertThat(restore.resourceVersion()).isEqualTo("7");
                    assertThat(restore.content()).isEqualTo(Map.of("spec", Specimen.isolation()));
                    assertThat(restore.surplus()).isEmpty();
                });
    }

    @Test
    void aRewriteWithTheSameEffectIsNoDrift() {
        var rewritten = Map.<String, Object>of("podSelector",
                Map.of("matchExpressions",
                        List.of(Map.of("key", "workload", "operator", "In", "values", List.of("ai")),
                                Map.of("key", "team", "operator", "In", "values", List.of("data-science")))),
                "ingress", List.of(Specimen.rule(Map.of("role", "data-collector"), 80),
                        Specimen.rule(Map.of("role", "data-collector"), 80)));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "2", rewritten));

        assertThat(loop.report().drifts()).isEmpty();
        assertThat(loop.sent).isEmpty();
    }

    @Test
    void inModeObserveNothingIsDone() {
        var observing = LoopFixture.guardingTheReferenceCase("Observe");
        observing.lose(Specimen.POLICY);

        assertThat(observing.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.OPEN);
        assertThat(observing.sent).isEmpty();
    }

    @Test
    void aStandbyJudgesButDoesNotActUntilItLeads() {
        loop.lead(false);
        loop.lose(Specimen.POLICY);
        assertThat(loop.only(DriftKind.POLICY_MISSING).state()).isEqualTo(State.OPEN);
        assertThat(loop.sent).isEmpty();

        loop.lead(true);
        assertThat(loop.sent).hasSize(1);
    }

    @Test
    void aForeignPolicyThatOpensIsReportedAndDeletedOnlyByOptIn() {
        loop.see(Specimen.policy("debug-open", "1", Specimen.open()));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().cause().changedBy().orElseThrow().manager())
                .isEqualTo("kubectl");
        assertThat(loop.sent).isEmpty();

        loop.see(Specimen.baseline("Repair", 2, Map.of("foreignPolicies", "Delete")));
        assertThat(loop.sent).extracting(LoopFixture.Sent::action).singleElement()
                .isInstanceOf(Action.DeletePolicy.class);
    }

    @Test
    void deletionsStopAtTheBrake() {
        loop.see(Specimen.baseline("Repair", 2, Map.of("foreignPolicies", "Delete")));
        for (var i = 0; i < 15; i++) {
            loop.see(Specimen.policy("debug-" + i, "1", Specimen.open()));
        }

        assertThat(loop.sent).hasSize(10);
        assertThat(loop.report().drifts()).filteredOn(record -> record.actions().stream()
                .anyMatch(action -> action.outcome().result() == Result.HELD)).hasSize(5);
    }

    @Test
    void nothingIsDeletedWhileSomethingIsNotSeen() {
        loop.see(Specimen.baseline("Repair", 2, Map.of("foreignPolicies", "Delete")));
        loop.watch("pods", Phase.DISCONNECTED);
        loop.see(Specimen.policy("debug-open", "1", Specimen.open()));

        assertThat(loop.only(DriftKind.FOREIGN_POLICY).state()).isEqualTo(State.OPEN);
        assertThat(loop.sent).isEmpty();
    }

    @Test
    void aPodThatLosesItsLabelsIsComparedWithWhatItWasApprovedFor() {
        loop.see(Specimen.pod(Specimen.NAMESPACE, "model-0", Map.of("team", "data-science")));

        var drift = loop.only(DriftKind.WORKLOAD_UNCOVERED).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.summary())
                .startsWith("Pod ai-workloads/model-0 lost the labels by which it was guarded: ");
        assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.FALSE);

        loop.tell(new PodChange(Specimen.NAMESPACE, "model-0", Optional.empty()));
        assertThat(loop.open()).isEmpty();
    }

    @Test
    void aNewWorkloadUnderAnAllowedSelectorIsAGainedPeer() {
        loop.see(Specimen.pod(Specimen.NAMESPACE, "spoofed", Map.of("role", "data-collector")));

        var drift = loop.only(DriftKind.PEER_GAINED).drift();
        assertThat(drift.object().name()).isEqualTo("spoofed");
        assertThat(drift.witnesses().getFirst().port()).hasValue(80);
    }

    @Test
    void aMissingNamespaceIsCreatedOnceItIsGone() {
        var terminating = new Namespace(Specimen.NAMESPACE, "uid", Labels.EMPTY, true);
        loop.tell(new NamespaceChange(Specimen.NAMESPACE, Optional.of(terminating)));
        assertThat(loop.only(DriftKind.NAMESPACE_MISSING).drift().summary())
                .isEqualTo("namespace ai-workloads is being deleted");
        assertThat(loop.sent).isEmpty();

        loop.tell(new NamespaceChange(Specimen.NAMESPACE, Optional.empty()));
        assertThat(loop.sent).extracting(LoopFixture.Sent::action).singleElement()
                .isInstanceOf(Action.CreateNamespace.class);
    }

    @Test
    void aBaselineEditedToNonsenseLeavesTheLastGoodOneInForce() {
        loop.see(Specimen.baseline("Sometimes", 2, Map.of()));

        assertThat(loop.happenings.getLast())
                .isEqualTo("refused spec.mode: expected one of Observe, Repair, found \"Sometimes\"");
        assertThat(loop.condition("Ready").message()).endsWith("; generation 1 stays in force");
        loop.lose(Specimen.POLICY);
        assertThat(loop.sent).hasSize(1);
    }

    @Test
    void aRemovedBaselineEndsItsDriftsAndTouchesNothing() {
        loop.lead(false);
        loop.lose(Specimen.POLICY);
        loop.tell(new BaselineChange(Specimen.BASELINE, BaselineObject.Source.CLUSTER, Optional.empty()));

        assertThat(loop.open()).isEmpty();
        assertThat(loop.report().baselines()).isEmpty();
        assertThat(loop.sent).isEmpty();
        assertThat(loop.happenings).contains("removed " + Specimen.BASELINE);
    }

    @Test
    void anExemptionEndsByItself() {
        var exemption = Map.<String, Object>of("name", "debugging", "reason", "vendor session", "expiresAt",
                "2026-01-01T01:00:00Z", "policy",
                Map.of("kind", "NetworkPolicy", "namespace", Specimen.NAMESPACE, "name", "debug-open"));
        loop.see(Specimen.baseline("Repair", 2, Map.of("exemptions", List.of(exemption))));
        loop.see(Specimen.policy("debug-open", "1", Specimen.open()));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).state()).isEqualTo(State.EXEMPTED);
        assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.TRUE);

        loop.pass(Duration.ofHours(1));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).state()).isEqualTo(State.OPEN);
        assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.FALSE);
    }

    @Test
    void aFailedRepairIsTriedAgain() {
        loop.lose(Specimen.POLICY);
        loop.end(Result.UNREACHABLE);
        assertThat(loop.sent).hasSize(1);

        loop.pass(Duration.ofMillis(100));
        assertThat(loop.sent).hasSize(2);
    }

    @Test
    void aForbiddenRepairIsTriedAgainSlowlyAndSaid() {
        loop.lose(Specimen.POLICY);
        loop.end(Result.FORBIDDEN);
        loop.pass(Duration.ofMillis(999));
        assertThat(loop.sent).hasSize(1);

        loop.pass(Duration.ofMillis(1));
        assertThat(loop.sent).hasSize(2);
        assertThat(loop.only(DriftKind.POLICY_MISSING).actions().getFirst().outcome().result())
                .isEqualTo(Result.FORBIDDEN);
    }

    @Test
    void inAFightProtectionIsNeverPaused() {
        for (var i = 0; i < 10; i++) {
            loop.lose(Specimen.POLICY);
            loop.end(Result.SUCCEEDED);
            loop.see(Specimen.policy(Specimen.POLICY.name(), "v" + i, Specimen.isolation()));
        }
        assertThat(loop.sent).hasSize(10);
        assertThat(loop.happenings).contains("fight with ");
        assertThat(loop.report().fights())
                .containsExactly("NetworkPolicy ai-workloads/ai-workload-isolation");

        assertThat(loop.condition("Uncontested").reason()).isEqualTo("RepairFight");
        assertThat(loop.condition("Uncontested").message()).isEqualTo("every repair of NetworkPolicy"
                + " ai-workloads/ai-workload-isolation by ringfence is undone by an unknown field manager");

        loop.lose(Specimen.POLICY);
        assertThat(loop.sent).hasSize(10);
        loop.pass(Duration.ofSeconds(1));
        assertThat(loop.sent).hasSize(11);
        loop.end(Result.SUCCEEDED);
        loop.see(Specimen.policy(Specimen.POLICY.name(), "at last", Specimen.isolation()));
        loop.pass(Duration.ofSeconds(61));
        assertThat(loop.condition("Uncontested").status()).isEqualTo(Condition.Status.TRUE);
        assertThat(loop.condition("Uncontested").reason()).isEqualTo("NoFight");
    }
}
