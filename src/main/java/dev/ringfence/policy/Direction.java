package dev.ringfence.policy;

/// The two directions in which a pod's traffic is decided, seen from that pod.
public enum Direction {
    /// To the pod: the pod is the destination.
    INGRESS("Ingress"),
    /// From the pod: the peer is the destination.
    EGRESS("Egress");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /// As policies spell it: `Ingress`, `Egress`.
    public String text() {
        return text;
    }
}
