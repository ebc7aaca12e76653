package dev.ringfence.policy;

import java.util.EnumSet;
import java.util.Set;

/// How an installation of Cilium reads policies: its version, and the settings of cilium-config that change their meaning.
///
/// @param version what is installed
/// @param enablePolicy the setting `enable-policy`
/// @param clusterName the setting `cluster-name`
/// @param labelFilter which labels belong to a pod's identity
/// @param options what is switched on, by setting or by version
public record CiliumProfile(CiliumVersion version, EnablePolicy enablePolicy, String clusterName,
        LabelFilter labelFilter, Set<Option> options) {
    /// The release whose defaults are taken where nothing is known.
    public static final CiliumProfile CURRENT = of(new CiliumVersion(1, 19, 4));

    /// Which pods have only what policies allow them.
    public enum EnablePolicy {
        /// Those that some policy isolates.
        DEFAULT,
        /// All pods, in both directions.
        ALWAYS,
        /// None: policies are not enforced.
        NEVER
    }

    /// What may be switched on.
    public enum Option {
        /// `policy-audit-mode`: what policies forbid is logged and let through.
        AUDIT,
        /// `policy-cidr-match-mode: nodes`: CIDRs match nodes by their addresses.
        CIDR_MATCHES_NODES,
        /// `policy-default-local-cluster`: a selector that names no cluster means pods of the local one.
        DEFAULT_LOCAL_CLUSTER,
        /// `enable-node-selector-labels`: rules may select nodes by labels.
        NODE_SELECTOR_LABELS,
        /// `enable-non-default-deny-policies`: `enableDefaultDeny` counts.
        NON_DEFAULT_DENY,
        /// `enable-icmp-rules`
        ICMP_RULES,
        /// `enable-l7-proxy`
        L7_PROXY,
        /// `enable-extended-ip-protocols`: rules may name VRRP and IGMP.
        EXTENDED_IP_PROTOCOLS,
        /// `enable-k8s-networkpolicy: false`
        IGNORES_NETWORK_POLICIES,
        /// `enable-cilium-network-policy: false`
        IGNORES_CILIUM_POLICIES,
        /// `enable-cilium-clusterwide-network-policy: false`
        IGNORES_CLUSTERWIDE_POLICIES,
        /// `enable-k8s-cluster-network-policy` is known not to be on.
        IGNORES_CLUSTER_NETWORK_POLICIES,
        /// A named port of a destination is looked up on each destination, and not in the whole cluster.
        NAMED_PORTS_PER_PEER,
        /// `fromRequires` and `toRequires` count (until 1.18).
        REQUIREMENTS,
        /// `**.` at the beginning of a name pattern stands for any number of labels (from 1.19).
        DEEP_NAME_PATTERNS,
        /// `*.` and `**.` at the beginning of a server name stand for labels (from 1.18).
        SERVER_NAME_PATTERNS,
        /// Rules for requests hold even for pods that no policy isolates (until 1.16.9 and 1.17.3).
        REQUESTS_HOLD_WITHOUT_ISOLATION,
        /// `fromNodes` could match pods too (CVE-2025-30163).
        NODE_SELECTORS_MAY_MATCH_PODS,
        /// Groups without addresses meant everyone (CVE-2025-64715).
        EMPTY_GROUPS_MAY_MEAN_EVERYONE,
        /// An ingress `ipBlock` let the pods of its namespace in as well (CVE-2026-56743).
        IP_BLOCK_ALSO_ALLOWS_OWN_NAMESPACE
    }

    public CiliumProfile {
        options = Set.copyOf(options);
    }

    /// A release with its own defaults.
    public static CiliumProfile of(CiliumVersion version) {
        var options = EnumSet.of(Option.NON_DEFAULT_DENY, Option.ICMP_RULES, Option.L7_PROXY);
        if (version.isAtLeast(19)) {
            options.add(Option.DEFAULT_LOCAL_CLUSTER);
            options.add(Option.DEEP_NAME_PATTERNS);
        } else {
            options.add(Option.REQUIREMENTS);
        }
        if (version.isAtLeast(18)) {
            options.add(Option.SERVER_NAME_PATTERNS);
        }
        if (!version.isAtLeast(16) || version.isBefore(16, 10) || version.isBefore(17, 4)) {
            options.add(Option.REQUESTS_HOLD_WITHOUT_ISOLATION);
        }
        if (!version.isAtLeast(16) || version.isBefore(16, 8) || version.isBefore(17, 2)) {
            options.add(Option.NODE_SELECTORS_MAY_MATCH_PODS);
        }
        if (!version.isAtLeast(16) || version.isBefore(16, 17) || version.isBefore(17, 10)
                || version.isBefore(18, 4)) {
            options.add(Option.EMPTY_GROUPS_MAY_MEAN_EVERYONE);
        }
        return new CiliumProfile(version, EnablePolicy.DEFAULT, "default", LabelFilter.DEFAULT, options);
    }

    public boolean is(Option option) {
        return options.contains(option);
    }

    /// Whether what policies forbid is logged and let through.
    public boolean isAudit() {
        return is(Option.AUDIT);
    }

    /// Which pods have only what policies allow them, all settings considered.
    public EnablePolicy enforcement() {
        return is(Option.AUDIT) ? EnablePolicy.NEVER : enablePolicy;
    }

    /// The same without the settings that keep policies from being enforced.
    CiliumProfile switchedOn() {
        var enforcing = without(Option.AUDIT);
        return enforcing.enablePolicy == EnablePolicy.NEVER
                ? enforcing.with(EnablePolicy.DEFAULT)
                : enforcing;
    }

    /// The same with an option switched on.
    public CiliumProfile with(Option option) {
        var more = EnumSet.of(option);
        more.addAll(options);
        return new CiliumProfile(version, enablePolicy, clusterName, labelFilter, more);
    }

    /// The same with an option switched off.
    private CiliumProfile without(Option option) {
        var less = EnumSet.noneOf(Option.class);
        less.addAll(options);
        less.remove(option);
        return new CiliumProfile(version, enablePolicy, clusterName, labelFilter, less);
    }

    /// The same with another label filter.
    public CiliumProfile with(LabelFilter filter) {
        return new CiliumProfile(version, enablePolicy, clusterName, filter, options);
    }

    /// The same with another `enable-policy`.
    public CiliumProfile with(EnablePolicy enabled) {
        return new CiliumProfile(version, enabled, clusterName, labelFilter, options);
    }
}
