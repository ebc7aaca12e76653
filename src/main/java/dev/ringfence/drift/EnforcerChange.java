package dev.ringfence.drift;

import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What has become different in the way of an enforcer to read policies: where that is set, and what it was.
///
/// @param object the object that says so
/// @param rule where in it
/// @param text what has changed, as the end of a sentence
record EnforcerChange(ObjectReference object, String rule, String text) {
    static final ObjectReference SETTINGS = new ObjectReference("v1", "ConfigMap", "kube-system",
            "cilium-config", "");
    private static final ObjectReference AGENTS = new ObjectReference("apps/v1", "DaemonSet", "kube-system",
            "cilium", "");
    private static final String IMAGE = "spec.template.spec.containers[].image";
    private static final Map<Option, String> SETTING = Map.ofEntries(
            Map.entry(Option.CIDR_MATCHES_NODES, "policy-cidr-match-mode"),
            Map.entry(Option.DEFAULT_LOCAL_CLUSTER, "policy-default-local-cluster"),
            Map.entry(Option.NODE_SELECTOR_LABELS, "enable-node-selector-labels"),
            Map.entry(Option.NON_DEFAULT_DENY, "enable-non-default-deny-policies"),
            Map.entry(Option.ICMP_RULES, "enable-icmp-rules"),
            Map.entry(Option.L7_PROXY, "enable-l7-proxy"),
            Map.entry(Option.EXTENDED_IP_PROTOCOLS, "enable-extended-ip-protocols"));

    /// What differs between two profiles that are not equal.
    static EnforcerChange between(EnforcementProfile before, EnforcementProfile now) {
        if (before.cilium().isEmpty() || now.cilium().isEmpty()) {
            return replaced(now);
        }
        var former = before.cilium().get();
        var present = now.cilium().get();
        var settings = settings(former, present);
        if (!before.letsIn().equals(now.letsIn())) {
            settings.add("allow-localhost");
        }
        if (!settings.isEmpty()) {
            return new EnforcerChange(SETTINGS, "data." + settings.getFirst(), String.join(", ", settings)
                    + (settings.size() == 1 ? " was changed" : " were changed")
                    + (former.version().equals(present.version())
                            ? ""
                            : ", and " + versions(former, present)));
        }
        return new EnforcerChange(AGENTS, IMAGE, versions(former, present));
    }

    private static EnforcerChange replaced(EnforcementProfile now) {
        return new EnforcerChange(AGENTS, "", now.cilium()
                .map(cilium -> "Cilium " + cilium.version() + " took the place of another enforcer")
                .orElseGet(() -> now.equals(EnforcementProfile.GENERIC)
                        ? "the enforcer is not recognised any more"
                        : "Cilium is not the enforcer any more"));
    }

    private static String versions(CiliumProfile former, CiliumProfile present) {
        return "Cilium is of version " + present.version() + " and was of version " + former.version();
    }

    /// The settings that differ otherwise than the versions do.
    private static List<String> settings(CiliumProfile former, CiliumProfile present) {
        var settings = new ArrayList<String>();
        if (former.enablePolicy() != present.enablePolicy()) {
            settings.add("enable-policy");
        }
        if (!former.clusterName().equals(present.clusterName())) {
            settings.add("cluster-name");
        }
        if (!former.labelFilter().equals(present.labelFilter())) {
            settings.add("labels");
        }
        var byVersion = differing(CiliumProfile.of(former.version()), CiliumProfile.of(present.version()));
        differing(former, present).stream().filter(option -> !byVersion.contains(option))
                .filter(SETTING::containsKey).map(SETTING::get).forEach(settings::add);
        return settings;
    }

    private static Set<Option> differing(CiliumProfile one, CiliumProfile other) {
        var differing = EnumSet.noneOf(Option.class);
        for (var option : Option.values()) {
            if (one.is(option) != other.is(option)) {
                differing.add(option);
            }
        }
        return differing;
    }
}
