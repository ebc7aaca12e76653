package dev.ringfence.policy.cilium;

import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;

/// Reads `fromEndpoints` and `toEndpoints`.
///
/// A selector that says nothing of the namespace means the policy's own, or in a policy of the whole cluster all pods (Cilium
/// documentation, "Namespaces"). Labels of the namespace name one as well.
final class EndpointPeers {

    private EndpointPeers() {}

    static PeerBounds decode(Field list, Reading reading) {
        var peers = PeerBounds.NOBODY;
        for (var item : list.items()) {
            peers = peers.union(scoped(SelectorDecoder.decode(item), reading).peers(reading.profile()));
        }
        return peers;
    }

    private static IdentitySelector scoped(IdentitySelector selector, Reading reading) {
        if (selector.asksReserved()) {
            return selector;
        }
        return local(inNamespace(selector, reading), reading);
    }

    private static IdentitySelector inNamespace(IdentitySelector selector, Reading reading) {
        if (selector.asks(IdentityLabels.NAMESPACE::equals)) {
            return selector;
        }
        if (reading.namespace().isEmpty()) {
            return reading.selectsInit()
                    ? selector
                    : selector.and(Requirement.kubernetes(IdentityLabels.NAMESPACE, ValueSet.PRESENT));
        }
        return selector.asks(key -> key.startsWith(IdentityLabels.NAMESPACE_LABELS))
                ? selector
                : selector.and(
                        Requirement.kubernetes(IdentityLabels.NAMESPACE, ValueSet.of(reading.namespace())));
    }

    /// The selector for the local cluster, if it names none and the installation means that one.
    static IdentitySelector local(IdentitySelector selector, Reading reading) {
        return reading.is(Option.DEFAULT_LOCAL_CLUSTER) && !selector.asks(IdentityLabels.CLUSTER::equals)
                ? selector.and(Requirement.kubernetes(IdentityLabels.CLUSTER,
                        ValueSet.of(reading.profile().clusterName())))
                : selector;
    }
}
