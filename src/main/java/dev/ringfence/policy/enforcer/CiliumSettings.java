package dev.ringfence.policy.enforcer;

import dev.ringfence.model.OneLine;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.LabelFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings in a `cilium-config` that change what policies mean.
///
/// What an agent reads at its start can be older than what is written there, and a node may have settings of its own.
final class CiliumSettings {
    private static final int TEXT_LIMIT = 100;
    private static final Set<String> TRUE = Set.of("1", "t", "true");
    private static final Set<String> FALSE = Set.of("0", "f", "false");
    private static final Map<String, Option> OPTIONS = Map.ofEntries(
            Map.entry("policy-audit-mode", Option.AUDIT),
            Map.entry("policy-default-local-cluster", Option.DEFAULT_LOCAL_CLUSTER),
            Map.entry("enable-node-selector-labels", Option.NODE_SELECTOR_LABELS),
            Map.entry("enable-non-default-deny-policies", Option.NON_DEFAULT_DENY),
            Map.entry("enable-icmp-rules", Option.ICMP_RULES),
            Map.entry("enable-l7-proxy", Option.L7_PROXY),
            Map.entry("enable-extended-ip-protocols", Option.EXTENDED_IP_PROTOCOLS));
    /// What a kind of policy is read for unless it is switched off.
    private static final Map<String, Option> KINDS = Map.of("enable-k8s-networkpolicy",
            Option.IGNORES_NETWORK_POLICIES, "enable-cilium-network-policy", Option.IGNORES_CILIUM_POLICIES,
            "enable-cilium-clusterwide-network-policy", Option.IGNORES_CLUSTERWIDE_POLICIES);
    private static final String CLUSTER_NETWORK_POLICIES = "enable-k8s-cluster-network-policy";

    private final Map<String, String> data;
    private final List<String> warnings = new ArrayList<>();

    /// @param data the data of the ConfigMap
    CiliumSettings(Map<String, String> data) {
        this.data = Map.copyOf(data);
    }

    /// What could not be taken into account; complete once the profile was asked for.
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// How an installation of this version reads policies.
    EnforcementProfile profile(CiliumVersion version) {
        warnings.clear();
        var usual = CiliumProfile.of(version);
        var cilium = new CiliumProfile(version, enablePolicy(), text("cluster-name").orElse("default"),
                labelFilter(), options(usual));
        warnOfTheUnseen();
        var profile = EnforcementProfile.of(cilium);
        return isNodeLetIn()
                ? profile
                : new EnforcementProfile(profile.ipBlockMatchesPods(), profile.networksMatchPods(), Set.of(),
                        profile.cilium());
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(data.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private EnablePolicy enablePolicy() {
        return text("enable-policy").map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "default" -> EnablePolicy.DEFAULT;
            case "always" -> EnablePolicy.ALWAYS;
            case "never" -> EnablePolicy.NEVER;
            default -> {
                misunderstood("enable-policy", "default, always or never", text);
                yield EnablePolicy.DEFAULT;
            }
        }).orElse(EnablePolicy.DEFAULT);
    }

    private Set<Option> options(CiliumProfile usual) {
        var options = EnumSet.noneOf(Option.class);
        options.addAll(usual.options());
        OPTIONS.forEach((key, option) -> flag(key).ifPresent(on -> set(options, option, on)));
        KINDS.forEach((key, option) -> flag(key).ifPresent(on -> set(options, option, !on)));
        set(options, Option.IGNORES_CLUSTER_NETWORK_POLICIES,
                !data.isEmpty() && !flag(CLUSTER_NETWORK_POLICIES).orElse(false));
        text("policy-cidr-match-mode").ifPresent(modes -> cidrMatchMode(modes, options));
        return options;
    }

    private void cidrMatchMode(String modes, Set<Option> options) {
        for (var mode : modes.split("[\\s,]+", -1)) {
            if (mode.equals("nodes")) {
                options.add(Option.CIDR_MATCHES_NODES);
            } else {
                misunderstood("policy-cidr-match-mode", "nodes", mode);
            }
        }
    }

    private static void set(Set<Option> options, Option option, boolean on) {
        if (on) {
            options.add(option);
        } else {
            options.remove(option);
        }
    }

    private Optional<Boolean> flag(String key) {
        return text(key).flatMap(text -> {
            var word = text.toLowerCase(Locale.ROOT);
            if (!TRUE.contains(word) && !FALSE.contains(word)) {
                misunderstood(key, "true or false", text);
                return Optional.empty();
            }
            return Optional.of(TRUE.contains(word));
        });
    }

    private LabelFilter labelFilter() {
        text("label-prefix-file").ifPresent(file -> warnings
                .add("label-prefix-file is set: which labels belong to an identity stands on the nodes, unseen"));
        var words = text("labels");
        try {
            return words.map(LabelFilter::parse).orElse(LabelFilter.DEFAULT);
        } catch (IllegalArgumentException _) {
            misunderstood("labels", "regular expressions", words.orElse(""));
            return LabelFilter.DEFAULT;
        }
    }

    /// A pod's own node may reach it whatever policies allow, unless `allow-localhost` leaves that to policies.
    private boolean isNodeLetIn() {
        var setting = text("allow-localhost").map(text -> text.toLowerCase(Locale.ROOT)).orElse("auto");
        if (!Set.of("auto", "always", "policy").contains(setting)) {
            misunderstood("allow-localhost", "auto, always or policy", setting);
        }
        return !setting.equals("policy");
    }

    private void warnOfTheUnseen() {
        if (text("static-cnp-path").isPresent()) {
            warnings.add("static-cnp-path is set: policies in files on the nodes are in force, unseen");
        }
        if (flag("enable-host-firewall").orElse(false)) {
            warnings.add("enable-host-firewall is on: what policies do to nodes is not judged");
        }
        Arrays.asList("ipv4", "ipv6").forEach(family -> {
            if (!flag("enable-" + family).orElse(true)) {
                warnings.add("enable-" + family + " is off: Cilium holds no traffic of that family");
            }
        });
    }

    private void misunderstood(String key, String expected, String found) {
        warnings.add(key + " must be " + expected + ", but is " + OneLine.of(found, TEXT_LIMIT)
                + ": judged as if it were not set");
    }
}
