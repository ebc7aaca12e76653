package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.drift.Witness;
import dev.ringfence.model.Address;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Node;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.LabelFilter;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An enforcer that reads policies in another way than when the baseline was first judged: nobody touched a policy.
class EnforcerChangeTest {
    private static final EnforcementProfile ADDRESSES = EnforcementProfile.of(Assumption.YES);
    private static final Map<String, Object> COLLECTORS = Policies.letting(Map.of("fromEndpoints",
            List.of(Map.of("matchLabels", Map.of("role", "data-collector")))));

    private final LoopFixture loop = new LoopFixture();

    private void guard(EnforcementProfile profile, PolicyKind kind, Map<String, Object> spec) {
        loop.tell(new ProfileChange(profile, "as it was"));
        loop.see(baseline(1, kind, spec));
        loop.tell(new NamespaceChange(Specimen.NAMESPACE,
                Optional.of(Specimen.namespace(Specimen.NAMESPACE))),
                new NamespaceChange("other", Optional.of(Specimen.namespace("other"))));
        loop.see(Specimen.pod(Specimen.NAMESPACE, "model-0", Specimen.MODEL));
        loop.see(Specimen.pod(Specimen.NAMESPACE, "collector", Map.of("role", "data-collector")));
        loop.see(new Pod("other", "shell-0", "uid-shell-0", Labels.of(Map.of("app", "shell")),
                new Workload("v1", "Pod", "other", "shell-0"),
                List.of(Address.parse("10.0.1.5").orElseThrow()), List.of(), "node-1", Set.of()));
        loop.see(new PolicyObject(new PolicyKey(kind.kind(), Specimen.NAMESPACE, "kept"), kind.apiVersion(),
                "uid-kept", "1", Optional.empty(), Map.of("spec", spec)));
        loop.lead(true);
        loop.watch(kind.resource(), Phase.SYNCED);
        loop.sync();
        assertThat(loop.open()).isEmpty();
    }

    private static BaselineObject baseline(long generation, PolicyKind kind,
            Map<String, Object> spec) {
        var policy = new HashMap<String, Object>(Map.of("apiVersion", kind.apiVersion(), "kind", kind.kind(),
                "metadata", Map.of("name", "kept"), "spec", spec));
        return Specimen.baseline("Repair", generation, Map.of("scope",
                Map.of("namespaces", Map.of("names", List.of(Specimen.NAMESPACE)), "workloads",
                        Map.of("matchLabels", Specimen.MODEL), "otherPods", "Ignore"),
                "policies", List.of(policy)));
    }

    private static EnforcementProfile cilium(int minor) {
        return EnforcementProfile.of(CiliumProfile.of(new CiliumVersion(1, minor, 9)));
    }

    private static EnforcementProfile with(Option option) {
        return EnforcementProfile.of(CiliumProfile.CURRENT.with(option));
    }

    private Drift turn(EnforcementProfile profile) {
        loop.tell(new ProfileChange(profile, "as it is"));
        var open = loop.open().stream().map(DriftRecord::drift).toList();
        assertThat(open).extracting(Drift::kind).containsOnly(DriftKind.ENFORCEMENT_LOST);
        assertThat(loop.sent).as("nothing that a policy could mend").isEmpty();
        return open.getFirst();
    }

    private static Map<String, Object> sending(Map<String, Object> egress) {
        return Map.of("endpointSelector", Map.of("matchLabels", Specimen.MODEL), "egress", List.of(egress));
    }

    /// Row 84.
    @Test
    void policiesThatAreSwitchedOffAreTheDriftOfTheSettingsAlone() {
        guard(EnforcementProfile.CILIUM, PolicyKind.CILIUM_NETWORK_POLICY, COLLECTORS);

        assertThat(turn(with(Option.AUDIT)).cause().rule()).isEqualTo("data.policy-audit-mode");
        assertThat(turn(EnforcementProfile.of(CiliumProfile.CURRENT.with(EnablePolicy.NEVER))).cause()
                .rule()).isEqualTo("data.enable-policy");
    }

    /// Row 85.
    @Test
    void addressesThatComeToMatchNodesLetThemBeReached() {
        guard(EnforcementProfile.CILIUM, PolicyKind.CILIUM_NETWORK_POLICY,
                sending(Map.of("toCIDR", List.of("0.0.0.0/0"))));
        loop.tell(new NodeChange("node-1", Optional.of(new Node("node-1", Labels.EMPTY,
                List.of(Address.parse("192.0.2.1").orElseThrow())))));

        var drift = turn(with(Option.CIDR_MATCHES_NODES));

        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.object()).hasToString("ConfigMap kube-system/cilium-config");
        assertThat(drift.cause().rule()).isEqualTo("data.policy-cidr-match-mode");
        assertThat(drift.summary()).startsWith(
                "policies mean something else since policy-cidr-match-mode was changed: ai-workloads/model-0"
                        + " can reach ");
        assertThat(loop.condition("Enforced").status()).isEqualTo(Condition.Status.FALSE);

        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "as it was"));
        assertThat(loop.open()).isEmpty();
    }

    /// Row 86.
    @Test
    void aReleaseThatReadsPatternsMoreWidelyLoosens() {
        guard(cilium(18), PolicyKind.CILIUM_NETWORK_POLICY, sending(Map.of("toFQDNs",
                List.of(Map.of("matchPattern", "**.example.com")))));

        var drift = turn(cilium(19));

        assertThat(drift.object()).hasToString("DaemonSet kube-system/cilium");
        assertThat(drift.cause().rule()).isEqualTo("spec.template.spec.containers[].image");
        assertThat(drift.summary()).startsWith("policies mean something else since Cilium is of version"
                + " 1.19.9 and was of version 1.18.9: ");
        assertThat(drift.witnesses()).extracting(Witness::destination)
                .anyMatch(name -> name.endsWith(".example.com."));
    }

    /// Row 86.
    @Test
    void aReleaseThatSelectsInTheLocalClusterOnlyTightens() {
        guard(cilium(18), PolicyKind.CILIUM_NETWORK_POLICY,
                sending(Map.of("toEndpoints", List.of(Map.of("matchExpressions",
                        List.of(Map.of("key", "k8s:io.kubernetes.pod.namespace", "operator", "NotIn",
                                "values", List.of("kube-system"))))))));

        assertThat(turn(cilium(19)).verdict()).isEqualTo(Verdict.TIGHTENED);
    }

    /// Row 104.
    @Test
    void blocksThatMatchNoPodsAnyMoreUnderCiliumTighten() {
        guard(ADDRESSES, PolicyKind.NETWORK_POLICY, Map.of("podSelector",
                Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Egress"), "egress",
                List.of(Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "0.0.0.0/0")))))));

        var drift = turn(EnforcementProfile.CILIUM);

        assertThat(drift.verdict()).isEqualTo(Verdict.TIGHTENED);
        assertThat(drift.summary()).startsWith("policies mean something else since Cilium 1.19.4 took the"
                + " place of another enforcer: ");
    }

    /// Row 104.
    @Test
    void directionsThatCiliumIsolatesWithoutBeingAskedTighten() {
        guard(ADDRESSES, PolicyKind.NETWORK_POLICY, Map.of("podSelector",
                Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Ingress"), "egress",
                List.of(Map.of("to", List.of(Map.of("podSelector",
                        Map.of("matchLabels", Map.of("role", "proxy"))))))));

        assertThat(turn(EnforcementProfile.CILIUM).verdict()).isEqualTo(Verdict.TIGHTENED);
    }

    /// Row 49.
    @Test
    void aLabelThatNoIdentityHasAnyMoreLetsEverybodyIn() {
        guard(EnforcementProfile.CILIUM, PolicyKind.CILIUM_NETWORK_POLICY, COLLECTORS);
        loop.tell(new ProfileChange(EnforcementProfile.of(CiliumProfile.CURRENT
                .with(LabelFilter.parse("!workload"))), "as it is"));

        assertThat(loop.only(DriftKind.ENFORCEMENT_LOST).drift()).satisfies(drift -> {
            assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
            assertThat(drift.cause().rule()).isEqualTo("data.labels");
        });
    }

    @Test
    void anotherReleaseThatReadsTheseVeryPoliciesAlikeIsNoDrift() {
        guard(cilium(18), PolicyKind.CILIUM_NETWORK_POLICY, COLLECTORS);
        loop.tell(new ProfileChange(cilium(19), "as it is"));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void anotherReleaseThatLeavesTheSameInDoubtIsNoDrift() {
        guard(cilium(18), PolicyKind.CILIUM_NETWORK_POLICY, sending(Map.of("toServices",
                List.of(Map.of("k8sService", Map.of("serviceName", "none", "namespace", "other"))),
                "toPorts", List.of(Map.of("ports", List.of(Map.of("port", "443", "protocol", "TCP")))))));
        loop.tell(new ProfileChange(cilium(19), "as it is"));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void anEnforcerThatIsNotRecognisedAnyMoreIsSaidToBeSo() {
        guard(EnforcementProfile.CILIUM, PolicyKind.NETWORK_POLICY, Map.of("podSelector",
                Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Egress"), "egress",
                List.of(Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "0.0.0.0/0")))))));

        var drift = turn(EnforcementProfile.GENERIC);

        assertThat(drift.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(drift.summary())
                .startsWith("policies mean something else since the enforcer is not recognised any more: ");
    }

    @Test
    void whatALivePolicyMakesUpForIsNoDrift() {
        guard(ADDRESSES, PolicyKind.NETWORK_POLICY, Map.of("podSelector",
                Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Egress"), "egress",
                List.of(Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "0.0.0.0/0")))))));
        loop.see(Policies.of(PolicyKind.CILIUM_NETWORK_POLICY, "pods", "1",
                sending(Map.of("toEndpoints", List.of(Map.of("matchExpressions",
                        List.of(Map.of("key", "k8s:io.kubernetes.pod.namespace", "operator", "Exists"))))))));
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "as it is"));

        assertThat(loop.open()).extracting(record -> record.drift().kind())
                .doesNotContain(DriftKind.ENFORCEMENT_LOST);
    }

    @Test
    void anEnforcerThatIsRecognisedLaterHasNotChanged() {
        guard(EnforcementProfile.GENERIC, PolicyKind.NETWORK_POLICY, Map.of("podSelector",
                Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Egress"), "egress",
                List.of(Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "0.0.0.0/0")))))));
        loop.tell(new ProfileChange(ADDRESSES, "recognised"));
        assertThat(loop.open()).isEmpty();

        assertThat(turn(EnforcementProfile.CILIUM).verdict()).isEqualTo(Verdict.TIGHTENED);
    }

    @Test
    void anEditOfTheBaselineApprovesTheEnforcerOfThatMoment() {
        var spec = sending(Map.of("toFQDNs", List.of(Map.of("matchPattern", "**.example.com"))));
        guard(cilium(18), PolicyKind.CILIUM_NETWORK_POLICY, spec);
        turn(cilium(19));

        loop.see(baseline(2, PolicyKind.CILIUM_NETWORK_POLICY, spec));
        assertThat(loop.open()).isEmpty();
    }
}
