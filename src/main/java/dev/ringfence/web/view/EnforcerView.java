package dev.ringfence.web.view;

import dev.ringfence.daemon.Enforcer;

/// Who enforces policies in the cluster.
///
/// @param name such as `Cilium 1.19.4`; `unknown` where nobody was recognised
/// @param enforcing whether it is switched on, as far as its settings say
/// @param evidence how that was found out
public record EnforcerView(String name, boolean enforcing, String evidence) {

    static EnforcerView of(Enforcer enforcer) {
        return new EnforcerView(enforcer.name(), !enforcer.isOff(), enforcer.evidence());
    }
}
