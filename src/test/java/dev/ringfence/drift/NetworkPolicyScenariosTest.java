package dev.ringfence.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static dev.ringfence.drift.Trainers.FROM_GATEWAY;
import static dev.ringfence.drift.Trainers.NP;
import static dev.ringfence.drift.Trainers.TO_DNS;
import static dev.ringfence.drift.Trainers.TO_STORAGE;
import static dev.ringfence.drift.Trainers.assertNone;
import static dev.ringfence.drift.Trainers.assertOne;
import static dev.ringfence.drift.Trainers.cluster;
import static dev.ringfence.drift.Trainers.egress;
import static dev.ringfence.drift.Trainers.ingress;
import static dev.ringfence.drift.Trainers.judged;
import static dev.ringfence.drift.Trainers.policy;
import static dev.ringfence.drift.Trainers.spec;

import org.junit.jupiter.api.Test;

/// What becomes of the trainers when the objects of NetworkPolicies change.
class NetworkPolicyScenariosTest {
    private static final String DENY_ALL = "{policyTypes: [Ingress, Egress]}";
    private static final String RULES = "[" + FROM_GATEWAY + "]";
    private static final String EGRESS_RULES = "[" + TO_STORAGE + ", " + TO_DNS + "]";

    private static Judgement rewritten(String approved, String now) {
        return judged(approved, cluster(policy("np", now)));
    }

    private static Judgement with(String name, String spec) {
        return judged(NP, cluster(policy("np", NP), policy(name, spec)));
    }

    @Test
    void row1DeletedPolicyOpensBothDirections() {
        assertOne(judged(NP, cluster()), "PolicyMissing Loosened critical NetworkPolicy ai/np",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row2DeletedPolicyBehindAnotherIsolationOnlyTightens() {
        assertOne(judged(NP, cluster(policy("deny", DENY_ALL))),
                "PolicyMissing Tightened warning NetworkPolicy ai/np",
                "ai/gateway-0 -> ai/trainer-0 TCP 8080 Active (stopped by the other end)");
    }

    @Test
    void row3ForeignEgressToEveryAddressOpensPodsToo() {
        assertOne(with("extra", egress("[{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]")),
                "ForeignPolicy Loosened critical NetworkPolicy ai/extra spec.egress[0]",
                "ai/trainer-0 -> ai/gateway-0 TCP 22 Active");
    }

    @Test
    void row5ForeignPolicyForOtherPodsIsNoDrift() {
        assertNone(with("extra", "{podSelector: {matchLabels: {app: other}}, ingress: [{}]}"));
    }

    @Test
    void row6ForeignPolicyThatOnlyIsolatesAgainIsNoDrift() {
        assertNone(with("extra", ingress("[]")));
    }

    @Test
    void row7FirstIsolatingPolicyTightens() {
        var approved = egress("[" + TO_STORAGE + "]");
        assertOne(judged(approved, cluster(policy("np", approved), policy("extra", ingress("[]")))),
                "ForeignPolicy Tightened warning NetworkPolicy ai/extra spec.ingress",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row8EgressNoLongerAmongThePolicyTypesOpensEgress() {
        assertOne(rewritten(NP, spec("[Ingress]", RULES, EGRESS_RULES)),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.policyTypes",
                "ai/trainer-0 -> ai/gateway-0 TCP 22 Active");
    }

    @Test
    void row10IngressNoLongerAmongThePolicyTypesOpensIngress() {
        assertOne(rewritten(NP, spec("[Egress]", RULES, EGRESS_RULES)),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.policyTypes",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row11PolicyTypesThatFollowFromTheRulesMayBeLeftOut() {
        assertNone(rewritten(NP, spec("[]", RULES, EGRESS_RULES)));
    }

    @Test
    void row12PolicyTypesThatDoNotFollowFromTheRulesMayNotBeLeftOut() {
        assertOne(rewritten(spec("[Ingress, Egress]", RULES, "[]"), spec("[]", RULES, "[]")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.policyTypes",
                "ai/trainer-0 -> ai/gateway-0 TCP 22 Active");
    }

    @Test
    void row13EmptiedPeerListOpensToEverySource() {
        assertOne(
                rewritten(NP, spec("[Ingress, Egress]", "[{from: [], ports: [{port: 8080}]}]", EGRESS_RULES)),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]",
                "dev/shell-0 -> ai/trainer-0 TCP 8080 Active");
    }

    @Test
    void row14TwoElementsInsteadOfOneAreOrInsteadOfAnd() {
        assertOne(rewritten(
                ingress("[{from: [{namespaceSelector: {matchLabels: {env: dev}}, podSelector: {matchLabels: {app: b}}}]}]"),
                ingress("[{from: [{namespaceSelector: {matchLabels: {env: dev}}}, {podSelector: {matchLabels: {app: b}}}]}]")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]",
                "dev/shell-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row15OneElementInsteadOfTwoTightens() {
        assertOne(rewritten(
                ingress("[{from: [{namespaceSelector: {matchLabels: {env: dev}}}, {podSelector: {matchLabels: {app: b}}}]}]"),
                ingress("[{from: [{namespaceSelector: {matchLabels: {env: dev}}, podSelector: {matchLabels: {app: b}}}]}]")),
                "PolicyChanged Tightened warning NetworkPolicy ai/np spec.ingress",
                "dev/shell-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row16EmptiedPortListOpensEveryPort() {
        assertOne(
                rewritten(NP,
                        spec("[Ingress, Egress]", "[{from: [{podSelector: {matchLabels: {app: gateway}}}]}]",
                                EGRESS_RULES)),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row17TcpIsTheDefaultProtocol() {
        assertNone(rewritten(NP, NP.replace("{port: 8080}", "{protocol: TCP, port: 8080}")));
    }

    @Test
    void row18EndPortOpensThePortsUpToIt() {
        assertOne(rewritten(NP, NP.replace("{port: 8080}", "{port: 8080, endPort: 8090}")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]",
                "ai/gateway-0 -> ai/trainer-0 TCP 8081 Active");
    }

    @Test
    void row19RemovedExceptOpensItsAddresses() {
        assertOne(rewritten(egress("[{to: [{ipBlock: {cidr: 192.0.0.0/8, except: [192.0.2.0/24]}}]}]"),
                egress("[{to: [{ipBlock: {cidr: 192.0.0.0/8}}]}]")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.egress[0]",
                "ai/trainer-0 -> 192.0.2.0/24 TCP 22 Active");
    }

    @Test
    void row20HalvesOfABlockAreTheBlock() {
        assertNone(rewritten(egress("[{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]"),
                egress("[{to: [{ipBlock: {cidr: 10.0.0.0/9}}, {ipBlock: {cidr: 10.128.0.0/9}}]}]")));
    }

    @Test
    void row21ExceptWithinOneElementTakesNothingFromAnother() {
        assertNone(rewritten(
                egress("[{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 10.1.0.0/16}}]}]"),
                egress("[{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: 10.1.0.0/16}}]}]")));
    }

    @Test
    void row22SelectingEveryPodTightensOnlyThePodsThatWereNotIsolated() {
        var drifts = rewritten(NP,
                NP.replace("podSelector: {matchLabels: {app: trainer}}", "podSelector: {}")).drifts();

        assertThat(drifts).singleElement().satisfies(drift -> {
            assertThat(drift.verdict()).isEqualTo(Verdict.TIGHTENED);
            assertThat(drift.pods().sample()).isNotEmpty().noneMatch(pod -> pod.contains("trainer"));
        });
    }

    @Test
    void row23NarrowedPodSelectorOpensThePodsThatItLeavesOut() {
        assertOne(rewritten(NP, NP.replace("{app: trainer}", "{app: trainer, tier: gold}")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.podSelector",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row24PeerSelectorOfEveryPodOpensToTheOwnNamespace() {
        assertOne(judged(NP, cluster(policy("np", NP.replace("{matchLabels: {app: gateway}}", "{}")),
                "{kind: Pod, metadata: {namespace: ai, name: notebook-0}}")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]",
                "ai/notebook-0 -> ai/trainer-0 TCP 8080 Active");
    }

    @Test
    void row25NamespaceSelectorOfEveryNamespaceOpensToAllOfThem() {
        assertOne(rewritten(NP, NP.replace("{matchLabels: {kubernetes.io/metadata.name: storage}}", "{}")),
                "PolicyChanged Loosened critical NetworkPolicy ai/np spec.egress[0]",
                "ai/trainer-0 -> ai/gateway-0 TCP 443 Active");
    }

    @Test
    void row26PolicySplitIntoTwoIsNoDrift() {
        assertNone(judged(NP, cluster(policy("np", spec("[Ingress, Egress]", RULES, "[" + TO_STORAGE + "]")),
                policy("more", egress("[" + TO_DNS + "]")))));
    }

    @Test
    void row27RewrittenSelectorsAndOrderAreNoDrift() {
        assertNone(rewritten(NP, spec("[Egress, Ingress]",
                "[{ports: [{port: 8080}], from: [{podSelector: {matchExpressions: "
                        + "[{key: app, operator: In, values: [gateway]}]}}]}]",
                "[" + TO_DNS + ", " + TO_STORAGE + "]")));
    }

    @Test
    void row28NarrowedSubjectThatStillSelectsThePodIsNoDrift() {
        var both = NP.replace("{matchLabels: {app: trainer}}",
                "{matchExpressions: [{key: app, operator: In, values: [trainer, tuner]}]}");
        assertNone(rewritten(both, NP));
    }

    @Test
    void row29NotInInsteadOfInOpensToPodsYetToCome() {
        var approved = ingress(
                "[{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [gateway]}]}}]}]");
        var now = ingress(
                "[{from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [trainer]}]}}]}]");
        assertOne(rewritten(approved, now),
                "PolicyChanged Loosened warning NetworkPolicy ai/np spec.ingress[0]",
                "any pod not labelled app=gateway or trainer of namespace ai -> ai/trainer-0 TCP 22 Latent");
    }

    @Test
    void row30DuplicatedPolicyIsNoDrift() {
        assertNone(judged(NP, cluster(policy("np", NP), policy("copy", NP))));
    }
}
