package dev.ringfence.drift;

/// What makes two drifts the same one at different times: the baseline, the kind, and what differs.
///
/// @param object kind, namespace and name of what differs, whichever incarnation
/// @param aspect what of the object differs, where one object can differ in several ways at once
public record DriftKey(String baseline, DriftKind kind, String namespace, String object, String aspect) {

    static DriftKey of(Drift drift) {
        var aspect = switch (drift.kind()) {
            case WORKLOAD_UNCOVERED, WORKLOAD_UNENFORCEABLE, GUARANTEE_BROKEN -> drift.cause().rule();
            // Each workload that gives the names of ports to others changes a policy in its own way.
            case POLICY_CHANGED -> drift.cause().rule().equals(PortDrifts.PLACE)
                    ? drift.cause().object().toString()
                    : "";
            case POLICY_MISSING, FOREIGN_POLICY, PEER_GAINED, NAMESPACE_MISSING,
                    NAMESPACE_UNLABELLED, ENFORCEMENT_LOST, POLICY_REJECTED ->
                "";
        };
        return new DriftKey(drift.baseline(), drift.kind(), drift.namespace(), drift.object().toString(),
                aspect);
    }
}
