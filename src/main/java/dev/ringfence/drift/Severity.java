package dev.ringfence.drift;

/// How urgent a drift is, in the words of alert labels.
public enum Severity {
    /// An existing peer can reach, or be reached by, a guarded pod that it should not.
    CRITICAL("critical"),
    /// Less than was approved is possible; or more, but only for pods that do not exist yet, or perhaps.
    WARNING("warning"),
    /// Worth knowing; nothing to do at once.
    INFO("info");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /// The severity as users see it, such as `critical`.
    public String text() {
        return text;
    }
}
