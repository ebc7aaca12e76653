package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drift of an enforcer that is switched off: whatever policies say, everything is allowed.
///
/// All other drifts are found as if it were switched on, so that the policies are right when it is.
final class EnforcementDrifts {
    private static final ObjectReference SETTINGS = new ObjectReference("v1", "ConfigMap", "kube-system",
            "cilium-config", "");

    private final Circumstances circumstances;
    private final DriftDraft draft;

    EnforcementDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    List<Drift> find(List<SubjectCell> cells) {
        if (!circumstances.isOff()) {
            return List.of();
        }
        var evidence = new ArrayList<Evidence>();
        for (var cell : cells) {
            for (var direction : Direction.values()) {
                var everything = cell.reach(List.of(), direction);
                var approved = cell.reach(cell.approved(), direction);
                evidence.addAll(Evidence.of(cell, direction, Excess.of(everything, approved),
                        /* loosened= */ true, circumstances));
            }
        }
        return evidence.isEmpty()
                ? List.of()
                : List.of(draft.shown(DriftKind.ENFORCEMENT_LOST, SETTINGS, "", evidence,
                        new Cause(SETTINGS, setting(), Optional.empty()), /* exempted= */ false,
                        "the settings of Cilium keep it from enforcing any policy"));
    }

    private String setting() {
        var audits = circumstances.context().profile().cilium()
                .map(cilium -> cilium.isAudit()).orElse(false);
        return audits ? "data.policy-audit-mode" : "data.enable-policy";
    }
}
