package dev.ringfence.drift;

import dev.ringfence.baseline.Expectation;
import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drifts of the enforcer: it is switched off, or reads policies in another way than when the baseline was first judged.
///
/// All other drifts are found as if it were switched on, so that the policies are right when it is, and by its ways of now, so
/// that what an enforcer does is no policy's fault.
final class EnforcementDrifts {
    private final Circumstances circumstances;
    private final DriftDraft draft;

    EnforcementDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    List<Drift> find(List<SubjectCell> cells) {
        return circumstances.isOff()
                ? off(cells)
                : circumstances.approvals().formerly().map(this::changed).orElse(List.of());
    }

    private List<Drift> off(List<SubjectCell> cells) {
        var evidence = new ArrayList<Evidence>();
        for (var cell : cells) {
            for (var direction : Direction.values()) {
                var everything = cell.reach(List.of(), direction);
                var approved = cell.reach(cell.approved(), direction);
                evidence.addAll(Evidence.of(cell, direction, Excess.of(everything, approved),
                        /* loosened= */ true, circumstances));
            }
        }
        return shown(EnforcerChange.SETTINGS, setting(), evidence,
                "the settings of Cilium keep it from enforcing any policy");
    }

    private String setting() {
        var audits = circumstances.context().profile().cilium()
                .map(cilium -> cilium.isAudit()).orElse(false);
        return audits ? "data.policy-audit-mode" : "data.enable-policy";
    }

    /// What the approved policies mean to the enforcer of now and did not mean to the one of then, or the reverse, as far as the live
    /// ones do not make up for it.
    private List<Drift> changed(Expectation formerly) {
        var approved = approved(formerly);
        var then = comparable(formerly.context().profile());
        var evidence = new ArrayList<Evidence>();
        for (var cell : SubjectCells.of(circumstances, approved)) {
            var selecting = approved.stream().filter(policy -> policy.subject().contains(cell.point()))
                    .toList();
            for (var direction : Direction.values()) {
                var before = Reach.of(selecting, direction, cell.ports(), then);
                var now = cell.reach(cell.approved(), direction);
                var live = cell.reach(cell.live(), direction);
                evidence.addAll(Evidence.of(cell, direction,
                        Excess.of(now, before).and(Excess.of(live, before)), true, circumstances));
                evidence.addAll(Evidence.of(cell, direction,
                        Excess.of(before, now).and(Excess.of(before, live)), false, circumstances));
            }
        }
        var change = EnforcerChange.between(formerly.context().profile(), circumstances.profile());
        return shown(change.object(), change.rule(), evidence,
                "policies mean something else since " + change.text());
    }

    /// Only of Cilium is it known whether a pod's own node is let in; that nobody knows it of another enforcer is no change.
    private EnforcementProfile comparable(EnforcementProfile then) {
        var now = circumstances.profile();
        return then.cilium().isPresent() == now.cilium().isPresent()
                ? then
                : new EnforcementProfile(then.ipBlockMatchesPods(), then.networksMatchPods(), now.letsIn(),
                        then.cilium());
    }

    /// What was approved, as it was read then.
    private List<Policy> approved(Expectation formerly) {
        var policies = new ArrayList<>(formerly.allPolicies());
        circumstances.live().policies().forEach((key, policy) -> {
            if (formerly.trusts(key)) {
                policies.addAll(LivePolicy.of(policy.object(), formerly.context()).meaning());
            }
        });
        return policies;
    }

    private List<Drift> shown(ObjectReference object, String rule, List<Evidence> evidence, String summary) {
        return evidence.isEmpty()
                ? List.of()
                : List.of(draft.shown(DriftKind.ENFORCEMENT_LOST, object, "", evidence,
                        new Cause(object, rule, Optional.empty()), /* exempted= */ false, summary));
    }
}
