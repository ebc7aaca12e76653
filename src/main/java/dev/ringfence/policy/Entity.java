package dev.ringfence.policy;

/// A peer that is no pod, and that some dialects tell apart from an address outside of the cluster.
///
/// The names and meanings are those of Cilium's reserved identities (Cilium documentation, "Entities Based").
public enum Entity {
    /// The node on which the subject runs, with the pods in its host network.
    HOST("host"),
    /// Every other node, with the pods in its host network.
    REMOTE_NODE("remote-node"),
    /// The API server, as far as it is neither a node nor an address outside.
    KUBE_APISERVER("kube-apiserver"),
    /// Where Cilium's ingress and gateway proxies send from.
    INGRESS("ingress"),
    /// Cilium's health endpoints.
    HEALTH("health"),
    /// Endpoints whose labels are not known yet.
    INIT("init"),
    /// Pods that Cilium does not manage.
    UNMANAGED("unmanaged");

    private final String text;

    Entity(String text) {
        this.text = text;
    }

    /// As policies spell it, such as `remote-node`.
    public String text() {
        return text;
    }
}
