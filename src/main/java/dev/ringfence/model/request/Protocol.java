package dev.ringfence.model.request;

/// A language that two parties may speak on a connection, as far as rules can look into it.
public enum Protocol {
    HTTP("HTTP"), DNS("DNS"), KAFKA("Kafka"),
    /// Everything else.
    OTHER("other");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /// Such as `Kafka`.
    public String text() {
        return text;
    }
}
