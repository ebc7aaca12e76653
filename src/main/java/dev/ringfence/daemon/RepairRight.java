package dev.ringfence.daemon;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.ForeignPolicies;
import dev.ringfence.baseline.Mode;
import java.util.EnumSet;
import java.util.Set;

/// Something that a baseline may have Ringfence write.
public enum RepairRight {
    /// Creating and restoring policies in the guarded namespaces.
    KEEP_POLICIES,
    /// Deleting foreign policies in the guarded namespaces.
    DELETE_POLICIES,
    /// Labelling the guarded namespaces.
    LABEL_NAMESPACES,
    /// Creating guarded namespaces that are missing.
    CREATE_NAMESPACES;

    /// What repairs of that baseline may come to need; nothing in mode Observe.
    static Set<RepairRight> of(Baseline baseline) {
        var rights = EnumSet.noneOf(RepairRight.class);
        if (baseline.mode() == Mode.OBSERVE) {
            return rights;
        }
        if (!baseline.policies().isEmpty()) {
            rights.add(KEEP_POLICIES);
        }
        if (baseline.foreignPolicies() == ForeignPolicies.DELETE) {
            rights.add(DELETE_POLICIES);
        }
        if (!baseline.scope().labels().toMap().isEmpty()) {
            rights.add(LABEL_NAMESPACES);
        }
        if (baseline.scope().create()) {
            rights.add(CREATE_NAMESPACES);
        }
        return rights;
    }
}
