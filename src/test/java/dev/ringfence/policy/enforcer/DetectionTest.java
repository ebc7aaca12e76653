package dev.ringfence.policy.enforcer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DetectionTest {
    private static final String IMAGE = "quay.io/cilium/cilium:v1.18.4@sha256:0123";

    @Test
    void nothingRecognisedIsAssumedToBeAnything() {
        var detection = Detection.of(new Sightings(Map.of(), Optional.empty()));

        assertThat(detection.profile()).isEqualTo(EnforcementProfile.GENERIC);
        assertThat(detection.evidence()).isEqualTo("no enforcer recognised: generic, assumed");
    }

    @Test
    void severalEnforcersLeaveOpenWhichOneReadsPolicies() {
        var detection = Detection
                .of(new Sightings(Map.of(Enforcer.CALICO, "calico/node:v3.30"), Optional.of(Map.of())));

        assertThat(detection.profile()).isEqualTo(EnforcementProfile.GENERIC);
        assertThat(detection.evidence()).isEqualTo("several enforcers: cilium, calico: generic, assumed");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CILIUM")
    void theOthersSeeAddressesOnly(Enforcer enforcer) {
        var detection = Detection.of(new Sightings(Map.of(enforcer, "some/image:v1"), Optional.empty()));

        assertThat(detection.profile()).isEqualTo(EnforcementProfile.of(Assumption.YES));
        assertThat(detection.evidence()).isEqualTo(enforcer.text() + ", image some/image:v1");
    }

    @Test
    void ciliumIsReadWithTheDefaultsOfItsVersion() {
        var detection = detect(Map.of("enable-k8s-cluster-network-policy", "true"));

        assertThat(detection.profile()).isEqualTo(
                EnforcementProfile.of(CiliumProfile.of(new CiliumVersion(1, 18, 4))));
        assertThat(detection.evidence()).isEqualTo("cilium-config of kube-system, image " + IMAGE);
    }

    @ParameterizedTest
    @CsvSource({"quay.io/cilium/cilium:latest", "registry:5000/cilium/cilium", "quay.io/cilium@sha256:12",
            "''"})
    void aVersionThatCannotBeToldIsTakenForTheCurrentOne(String image) {
        var detection = Detection.of(new Sightings(Map.of(Enforcer.CILIUM, image), Optional.of(Map.of())));

        assertThat(detection.profile().cilium()).map(CiliumProfile::version)
                .contains(CiliumProfile.CURRENT.version());
        assertThat(detection.warnings()).containsExactly(
                "the version of Cilium cannot be told from its image: judged as 1.19.4");
    }

    @ParameterizedTest
    @CsvSource({"registry:5000/cilium/cilium:v1.17.1, 1.17.1", "cilium:1.20.0-pre.1, 1.20.0",
            "quay.io/cilium/cilium:v1.16@sha256:0f, 1.16.0"})
    void theVersionIsTheTagOfTheImage(String image, String version) {
        var detection = Detection.of(new Sightings(Map.of(Enforcer.CILIUM, image), Optional.of(Map.of())));

        assertThat(detection.profile().cilium()).map(cilium -> cilium.version().toString()).contains(version);
    }

    @Test
    void anAgentWithoutAConfigurationIsSaid() {
        var detection = Detection.of(new Sightings(Map.of(Enforcer.CILIUM, IMAGE), Optional.empty()));

        assertThat(detection.profile().cilium()).contains(CiliumProfile.of(new CiliumVersion(1, 18, 4)));
        assertThat(detection.evidence())
                .isEqualTo("image " + IMAGE + "; no cilium-config: judged with the defaults of Cilium");
    }

    @Test
    void aConfigurationWithoutAnAgentIsCiliumOfAnUnknownVersion() {
        var detection = Detection.of(new Sightings(Map.of(), Optional.of(Map.of("cluster-name", "east"))));

        assertThat(detection.profile().cilium()).map(CiliumProfile::clusterName).contains("east");
        assertThat(detection.evidence()).startsWith("cilium-config of kube-system, no image of Cilium; ")
                .contains("judged as 1.19.4");
    }

    @ParameterizedTest
    @CsvSource({"default, DEFAULT", "always, ALWAYS", "never, NEVER", "Always, ALWAYS"})
    void enablePolicyIsRead(String text, EnablePolicy meaning) {
        assertThat(cilium(Map.of("enable-policy", text)).enforcement()).isEqualTo(meaning);
    }

    @Test
    void underAuditNothingIsEnforced() {
        assertThat(cilium(Map.of("policy-audit-mode", "true", "enable-policy", "always")).enforcement())
                .isEqualTo(EnablePolicy.NEVER);
    }

    @ParameterizedTest
    @CsvSource({"policy-audit-mode, AUDIT", "policy-default-local-cluster, DEFAULT_LOCAL_CLUSTER",
            "enable-node-selector-labels, NODE_SELECTOR_LABELS",
            "enable-non-default-deny-policies, NON_DEFAULT_DENY", "enable-icmp-rules, ICMP_RULES",
            "enable-l7-proxy, L7_PROXY", "enable-extended-ip-protocols, EXTENDED_IP_PROTOCOLS"})
    void aSettingSwitchesItsOptionOnAndOff(String key, Option option) {
        assertThat(cilium(Map.of(key, "true")).is(option)).isTrue();
        assertThat(cilium(Map.of(key, "True")).is(option)).isTrue();
        assertThat(cilium(Map.of(key, "false")).is(option)).isFalse();
        assertThat(cilium(Map.of(key, "")).is(option))
                .isEqualTo(CiliumProfile.of(new CiliumVersion(1, 18, 4)).is(option));
    }

    @ParameterizedTest
    @CsvSource({"enable-k8s-networkpolicy, IGNORES_NETWORK_POLICIES",
            "enable-cilium-network-policy, IGNORES_CILIUM_POLICIES",
            "enable-cilium-clusterwide-network-policy, IGNORES_CLUSTERWIDE_POLICIES"})
    void aKindOfPolicyIsReadUnlessItIsSwitchedOff(String key, Option ignored) {
        assertThat(cilium(Map.of()).is(ignored)).isFalse();
        assertThat(cilium(Map.of(key, "true")).is(ignored)).isFalse();
        assertThat(cilium(Map.of(key, "false")).is(ignored)).isTrue();
    }

    @Test
    void clusterNetworkPoliciesAreIgnoredUnlessTheyAreSwitchedOn() {
        var key = "enable-k8s-cluster-network-policy";

        assertThat(cilium(Map.of("cluster-name", "east")).is(Option.IGNORES_CLUSTER_NETWORK_POLICIES))
                .isTrue();
        assertThat(cilium(Map.of(key, "true")).is(Option.IGNORES_CLUSTER_NETWORK_POLICIES)).isFalse();
        assertThat(cilium(Map.of(key, "false")).is(Option.IGNORES_CLUSTER_NETWORK_POLICIES)).isTrue();
    }

    @Test
    void addressesMatchNodesIfTheSettingSaysSo() {
        assertThat(cilium(Map.of("policy-cidr-match-mode", "nodes")).is(Option.CIDR_MATCHES_NODES)).isTrue();
        assertThat(cilium(Map.of()).is(Option.CIDR_MATCHES_NODES)).isFalse();
        assertThat(detect(Map.of("policy-cidr-match-mode", "pods")).warnings()).containsExactly(
                "policy-cidr-match-mode must be nodes, but is pods: judged as if it were not set");
    }

    @Test
    void theLabelFilterIsRead() {
        var filter = cilium(Map.of("labels", "k8s:app !secret")).labelFilter();

        assertThat(filter.admits("app")).isTrue();
        assertThat(filter.admits("secret")).isFalse();
        assertThat(filter.admits("other")).isFalse();
        assertThat(detect(Map.of("labels", "[")).warnings())
                .containsExactly(
                        "labels must be regular expressions, but is [: judged as if it were not set");
        assertThat(detect(Map.of("label-prefix-file", "/etc/labels")).warnings()).singleElement().asString()
                .startsWith("label-prefix-file is set: ");
    }

    @ParameterizedTest
    @CsvSource({"auto, true", "always, true", "policy, false"})
    void whetherANodeReachesItsPodsIsRead(String text, boolean letIn) {
        assertThat(detect(Map.of("allow-localhost", text)).profile().letsIn().contains(Entity.HOST))
                .isEqualTo(letIn);
    }

    @Test
    void whatIsInForceUnseenIsSaid() {
        var detection = detect(Map.of("static-cnp-path", "/policies", "enable-host-firewall", "true",
                "enable-ipv4", "true", "enable-ipv6", "false"));

        assertThat(detection.warnings()).containsExactly(
                "static-cnp-path is set: policies in files on the nodes are in force, unseen",
                "enable-host-firewall is on: what policies do to nodes is not judged",
                "enable-ipv6 is off: Cilium holds no traffic of that family");
        assertThat(detection.evidence()).contains("; static-cnp-path is set");
    }

    @Test
    void whatIsMisspeltIsSaidAndNotGuessed() {
        var detection = detect(Map.of("enable-policy", "sometimes", "enable-l7-proxy", "yes",
                "allow-localhost", "perhaps\n\u001b[31m"));

        assertThat(detection.profile().enforcement()).isEqualTo(EnablePolicy.DEFAULT);
        assertThat(detection.profile().letsIn()).contains(Entity.HOST);
        assertThat(detection.warnings()).contains(
                "enable-policy must be default, always or never, but is sometimes: judged as if it were not set",
                "enable-l7-proxy must be true or false, but is yes: judged as if it were not set").hasSize(3);
        assertThat(detection.evidence()).doesNotContain("\n", "\u001b");
    }

    @Test
    void whatIsAskedForByNameIsTaken() {
        assertThat(Enforcer.named("generic")).contains(EnforcementProfile.GENERIC);
        assertThat(Enforcer.named("cilium")).contains(EnforcementProfile.CILIUM);
        assertThat(Enforcer.named("cilium:v1.16.2")).contains(
                EnforcementProfile.of(CiliumProfile.of(new CiliumVersion(1, 16, 2))));
        assertThat(Enforcer.named("ovn-kubernetes")).contains(EnforcementProfile.of(Assumption.YES));
        assertThat(List.of("", "weave", "cilium:", "cilium:new", "calico:1.2.3", "CILIUM")).allSatisfy(
                text -> assertThat(Enforcer.named(text)).as(text).isEmpty());
        assertThat(Enforcer.names()).containsExactly("generic", "cilium", "cilium:VERSION", "calico",
                "antrea", "ovn-kubernetes");
    }

    private static CiliumProfile cilium(Map<String, String> config) {
        return detect(config).profile().cilium().orElseThrow();
    }

    private static Detection detect(Map<String, String> config) {
        return Detection
                .of(new Sightings(Map.of(Enforcer.CILIUM, IMAGE), Optional.of(new HashMap<>(config))));
    }
}
