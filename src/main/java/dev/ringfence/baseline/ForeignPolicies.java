package dev.ringfence.baseline;

/// What mode Repair does about a policy that is not in the baseline and loosens.
public enum ForeignPolicies {
    /// Report it only.
    REPORT("Report"),
    /// Deny just the excess, where the cluster has a kind of policy that can deny.
    CONTAIN("Contain"),
    /// Delete it.
    DELETE("Delete");

    private final String text;

    ForeignPolicies(String text) {
        this.text = text;
    }

    /// As the baseline spells it.
    public String text() {
        return text;
    }
}
