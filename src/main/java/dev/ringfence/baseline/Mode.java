package dev.ringfence.baseline;

/// What Ringfence does about a drift from a baseline.
public enum Mode {
    /// Report only.
    OBSERVE("Observe"),
    /// Report, and restore what was approved.
    REPAIR("Repair");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /// As the baseline spells it.
    public String text() {
        return text;
    }
}
