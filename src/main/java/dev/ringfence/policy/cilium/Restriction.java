package dev.ringfence.policy.cilium;

import java.util.List;
import java.util.Optional;

/// What a rule asks for beyond peers and ports.
///
/// @param requests the requests that are allowed; all of them where absent
/// @param serverNames the names that a TLS client may ask for; any where there are none
/// @param listener the proxy through which the traffic goes
/// @param authentication the mode of mutual authentication
/// @param names the names whose addresses are peers (`toFQDNs`)
record Restriction(Optional<Requests> requests, List<String> serverNames, Optional<String> listener,
        Optional<String> authentication, List<NamePattern> names) {
    static final Restriction NONE = new Restriction(Optional.empty(), List.of(), Optional.empty(),
            Optional.empty(), List.of());

    Restriction {
        serverNames = List.copyOf(serverNames);
        names = List.copyOf(names);
    }

    /// The same for a rule with this authentication and these names.
    Restriction of(Optional<String> mode, List<NamePattern> peers) {
        return new Restriction(requests, serverNames, listener, mode, peers);
    }
}
