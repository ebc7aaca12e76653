package dev.ringfence.daemon;

import dev.ringfence.policy.EnforcementProfile;
import java.time.Duration;
import java.util.Set;

/// What the daemon needs to know before it starts.
///
/// @param awaited the resources without a complete list of which nothing is judged, as in [WatchState]
/// @param policies the resource that holds the policies
/// @param namespaces the resource that holds the namespaces
/// @param pods the resource that holds the pods
/// @param resync how often everything is judged anew
/// @param profile how the enforcer reads policies
public record DaemonSettings(Set<String> awaited, String policies, String namespaces, String pods,
        Duration resync,
        EnforcementProfile profile) {

    public DaemonSettings {
        awaited = Set.copyOf(awaited);
    }
}
