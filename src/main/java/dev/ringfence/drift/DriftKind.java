package dev.ringfence.drift;

/// The closed set of ways in which a cluster can differ from a baseline.
public enum DriftKind {
    /// A baseline policy does not exist in a guarded namespace.
    POLICY_MISSING("PolicyMissing"),
    /// A baseline policy exists and its effect differs.
    POLICY_CHANGED("PolicyChanged"),
    /// A policy outside the baseline changes what guarded pods may do.
    FOREIGN_POLICY("ForeignPolicy"),
    /// A guarded pod is not isolated in a direction in which the baseline isolates.
    WORKLOAD_UNCOVERED("WorkloadUncovered"),
    /// Policies cannot hold the pod: host network, extra network attachments.
    WORKLOAD_UNENFORCEABLE("WorkloadUnenforceable"),
    /// A workload or namespace newly falls under an allowed peer selector.
    PEER_GAINED("PeerGained"),
    /// A guarded namespace is gone.
    NAMESPACE_MISSING("NamespaceMissing"),
    /// A guarded namespace lost a label that the scope or a peer selector needs.
    NAMESPACE_UNLABELLED("NamespaceUnlabelled"),
    /// The enforcer is off, or does not do what the baseline relies on.
    ENFORCEMENT_LOST("EnforcementLost"),
    /// The enforcer does not accept a policy, so that its text and its effect differ.
    POLICY_REJECTED("PolicyRejected"),
    /// A guarantee of the baseline does not hold.
    GUARANTEE_BROKEN("GuaranteeBroken");

    private final String text;

    DriftKind(String text) {
        this.text = text;
    }

    /// The kind as users see it, such as `PolicyMissing`.
    public String text() {
        return text;
    }
}
