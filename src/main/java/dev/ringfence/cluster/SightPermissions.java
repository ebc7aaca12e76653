package dev.ringfence.cluster;

import dev.ringfence.policy.dialect.PolicyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What Ringfence must be allowed to look at in some clusters, because of what is installed there.
final class SightPermissions {
    private static final Map<String, String> REFERRED_TO = Map.of(WatchedKinds.CIDR_GROUPS,
            "cannot see groups of addresses: what policies allow or deny by them is not judged",
            WatchedKinds.SERVICES,
            "cannot see Services: what policies allow or deny by them is not judged",
            WatchedKinds.ENDPOINT_SLICES,
            "cannot see the addresses that are listed for Services: what policies allow or deny by them is not judged",
            WatchedKinds.NODES, "cannot see nodes: what policies allow or deny them is not judged");

    private SightPermissions() {}

    /// @param running what is looked at, resources with their groups
    static List<NeededPermission> of(Set<String> running) {
        var needed = new ArrayList<NeededPermission>();
        Arrays.stream(PolicyKind.values()).filter(kind -> kind != PolicyKind.NETWORK_POLICY)
                .forEach(kind -> needed.addAll(sight(WatchedKinds.resource(kind), "cannot see any "
                        + kind.kind() + ": what they allow or deny is not judged")));
        REFERRED_TO.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> needed.addAll(sight(entry.getKey(), entry.getValue())));
        needed.removeIf(permission -> !running.contains(permission.qualifiedResource()));
        if (running.contains(EnforcerWatch.RESOURCE)) {
            needed.addAll(ofEnforcers());
        }
        return needed;
    }

    private static List<NeededPermission> sight(String resource, String consequence) {
        return Stream.of("list", "watch").map(verb -> new NeededPermission(verb, WatchedKind.group(resource),
                WatchedKind.plural(resource), "", List.of(), consequence)).toList();
    }

    private static List<NeededPermission> ofEnforcers() {
        var needed = new ArrayList<NeededPermission>();
        needed.add(new NeededPermission("get", "", "configmaps", "", EnforcerReader.CILIUM_CONFIG,
                List.of(EnforcerReader.SYSTEM),
                "cannot see the settings of Cilium: where it is the enforcer, its defaults are assumed"));
        EnforcerReader.agents().forEach((name, namespaces) -> needed.add(new NeededPermission("get", "apps",
                "daemonsets", "", name, namespaces,
                "cannot see which enforcer is installed: how policies are read may be assumed")));
        return needed;
    }
}
