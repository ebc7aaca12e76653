package dev.ringfence.scenarios;

import static dev.ringfence.scenarios.World.EGRESS;
import static dev.ringfence.scenarios.World.INGRESS;
import static dev.ringfence.scenarios.World.NP;
import static dev.ringfence.scenarios.World.TO_DNS;
import static dev.ringfence.scenarios.World.TO_STORAGE;
import static dev.ringfence.scenarios.World.networkPolicy;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows 1 to 30: the objects of NetworkPolicies change.
class NetworkPolicyRowsTest {
    /// An enforcer that sees addresses, as most do.
    static final EnforcementProfile ADDRESSES = EnforcementProfile.of(Assumption.YES);
    static final EnforcementProfile CILIUM = EnforcementProfile.CILIUM;
    private static final String DENY_ALL = networkPolicy("deny", "{}", "policyTypes: [Ingress, Egress]");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void networkPolicyChanged(Scenario scenario) {
        scenario.check();
    }

    static Stream<Scenario> rows() {
        return Stream.of(objects(), types(), peers(), ports(), selectors(), spelling()).flatMap(rows -> rows);
    }

    /// The change under enforcers of both sorts.
    static Stream<Scenario> any(String row, String wording, List<Map<String, Object>> before,
            List<Map<String, Object>> after, String verdict, String... shown) {
        return Stream.of(Scenario.row(row, wording, ADDRESSES, before, after, verdict, shown),
                Scenario.row(row, wording + " (Cilium)", CILIUM, before, after, verdict, shown));
    }

    private static Stream<Scenario> spec(String row, String wording, String before, String after,
            String verdict, String... shown) {
        return any(row, wording, World.with(networkPolicy("np", before)),
                World.with(networkPolicy("np", after)),
                verdict, shown);
    }

    private static Stream<Scenario> objects() {
        var everywhere = networkPolicy("extra",
                "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]");
        var isolating = networkPolicy("extra", "policyTypes: [Ingress]");
        return Stream.of(
                any("1", "the only policy is deleted", World.with(NP), World.with(),
                        "ingress L; egress L",
                        "+ dev/shell-0: every protocol and port"),
                any("2", "a policy is deleted while another isolates", World.with(NP, DENY_ALL),
                        World.with(DENY_ALL),
                        "ingress T; egress T", "- ai/gateway-0: TCP 8080",
                        "- storage/bucket-0: TCP 443; UDP 53"),
                Stream.of(
                        Scenario.row("3", "egress to every address is added", ADDRESSES, World.with(NP),
                                World.with(NP, everywhere), "egress L",
                                "+ dev/shell-0: TCP 1-65535; UDP 1-52,54-65535; SCTP 1-65535; ICMP; other protocols"
                                        .replace("TCP 1-65535", "TCP every port")
                                        .replace("SCTP 1-65535", "SCTP every port")),
                        Scenario.row("4", "egress to every address is added, where no pod is one", CILIUM,
                                World.with(NP), World.with(NP, everywhere), "egress L",
                                "+ 0.0.0.0/0: every protocol and port").exactly()),
                any("5", "a policy for other pods is added", World.with(NP),
                        World.with(NP,
                                networkPolicy("extra", "{matchLabels: {app: other}}", "ingress: [{}]")),
                        "0"),
                any("6", "a policy that only isolates is added to one that does", World.with(NP),
                        World.with(NP, isolating), "0"),
                any("7", "the first policy that isolates is added",
                        World.with(networkPolicy("np", "policyTypes: [Egress], " + EGRESS)),
                        World.with(networkPolicy("np", "policyTypes: [Egress], " + EGRESS), isolating),
                        "ingress T", "- dev/shell-0: every protocol and port"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> types() {
        var before = World.with(NP);
        var noEgress = World.with(networkPolicy("np", "policyTypes: [Ingress], " + INGRESS + ", " + EGRESS));
        var noIngress = World.with(networkPolicy("np", "policyTypes: [Egress], " + INGRESS + ", " + EGRESS));
        return Stream.of(Stream.of(
                Scenario.row("8", "Egress leaves policyTypes, its rules stay", ADDRESSES, before, noEgress,
                        "egress L",
                        "+ dev/shell-0: TCP every port; UDP 1-52,54-65535; SCTP every port; ICMP; other protocols"),
                Scenario.row("9", "Egress leaves policyTypes, its rules stay, and are enforced", CILIUM,
                        before,
                        noEgress, "0"),
                Scenario.row("10", "Ingress leaves policyTypes, its rules stay", ADDRESSES, before, noIngress,
                        "ingress L", "+ dev/shell-0: every protocol and port"),
                Scenario.row("10", "Ingress leaves policyTypes, its rules stay, and are enforced", CILIUM,
                        before,
                        noIngress, "0")),
                any("11", "policyTypes is left out, and there are rules for egress", before,
                        World.with(networkPolicy("np", INGRESS + ", " + EGRESS)), "0"),
                any("12", "policyTypes is left out, and there are no rules for egress",
                        World.with(networkPolicy("np", "policyTypes: [Ingress, Egress], " + INGRESS
                                + ", egress: []")),
                        World.with(networkPolicy("np", INGRESS + ", egress: []")), "egress L",
                        "+ dev/shell-0: every protocol and port"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> peers() {
        var rest = ", ports: [{port: 8080}]}]";
        var gateway = "ingress: [{from: [{podSelector: {matchLabels: {app: gateway}}}]" + rest;
        var both = "ingress: [{from: [{namespaceSelector: {matchLabels: {env: dev}}, "
                + "podSelector: {matchLabels: {app: gateway}}}]" + rest;
        var either = "ingress: [{from: [{namespaceSelector: {matchLabels: {env: dev}}}, "
                + "{podSelector: {matchLabels: {app: gateway}}}]" + rest;
        return Stream.of(
                spec("13", "the list of peers is emptied", gateway, "ingress: [{from: []" + rest,
                        "ingress L",
                        "+ dev/shell-0: TCP 8080", "+ 0.0.0.0/0: TCP 8080"),
                spec("13", "the list of peers is left out", gateway, "ingress: [{ports: [{port: 8080}]}]",
                        "ingress L", "+ dev/shell-0: TCP 8080", "+ 0.0.0.0/0: TCP 8080"),
                spec("14", "one peer with two selectors becomes two peers", both, either, "ingress L",
                        "+ dev/shell-0: TCP 8080", "+ ai/gateway-0: TCP 8080"),
                spec("15", "two peers become one with two selectors", either, both, "ingress T",
                        "- dev/shell-0: TCP 8080", "- ai/gateway-0: TCP 8080"),
                spec("19", "an exception is removed from a block",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.0.0/8, except: [192.0.2.0/24]}}]}]",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.0.0/8}}]}]", "egress L",
                        "+ 192.0.2.0/24: every protocol and port"),
                spec("20", "a block is written as its halves",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/9}}, {ipBlock: {cidr: 10.128.0.0/9}}]}]",
                        "0"),
                spec("21", "an exception is added to a block beside another that has the addresses",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 10.1.0.0/16}}]}]",
                        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: 10.1.0.0/16}}]}]",
                        "0"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> ports() {
        return Stream.of(
                spec("16", "the list of ports is emptied", INGRESS,
                        INGRESS.replace("ports: [{port: 8080}]", "ports: []"), "ingress L",
                        "+ ai/gateway-0: TCP 1-8079,8081-65535; UDP every port; SCTP every port; ICMP; other protocols"),
                spec("17", "the protocol that is the default is left out",
                        INGRESS.replace("{port: 8080}", "{protocol: TCP, port: 8080}"), INGRESS, "0"),
                spec("18", "a port becomes a range", INGRESS,
                        INGRESS.replace("{port: 8080}", "{port: 8080, endPort: 8090}"), "ingress L",
                        "+ ai/gateway-0: TCP 8081-8090"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> selectors() {
        var everyPod = World
                .with(NP.replace("podSelector: {matchLabels: {app: trainer}}", "podSelector: {}"));
        var isolatedGateway = networkPolicy("gateway", "{matchLabels: {app: gateway}}",
                "policyTypes: [Ingress, Egress]");
        return Stream.of(
                any("22", "a policy selects every pod of the namespace", World.with(NP), everyPod, "0"),
                any("22", "a policy selects every pod of the namespace, one of which was free",
                        World.with(NP),
                        everyPod, "ingress T; egress T").map(row -> row.of("ai/notebook-0")),
                any("22", "a policy selects every pod of the namespace, one of which another isolated",
                        World.with(NP, isolatedGateway),
                        World.with(
                                NP.replace("podSelector: {matchLabels: {app: trainer}}", "podSelector: {}"),
                                isolatedGateway),
                        "ingress L latent; egress L", "+ storage/bucket-0: TCP 443; UDP 53")
                        .map(row -> row.of("ai/gateway-0")),
                any("23", "the selector of the pods asks for a label that the pod lacks", World.with(NP),
                        World.with(NP.replace("{matchLabels: {app: trainer}}",
                                "{matchLabels: {app: trainer, tier: gold}}")),
                        "ingress L; egress L"),
                any("24", "a peer becomes every pod of the namespace", World.with(NP),
                        World.with(NP.replace("{podSelector: {matchLabels: {app: gateway}}}",
                                "{podSelector: {}}")),
                        "ingress L", "+ ai/notebook-0: TCP 8080"),
                any("25", "a peer becomes every namespace", World.with(NP),
                        World.with(NP.replace("{matchLabels: {kubernetes.io/metadata.name: storage}}", "{}")),
                        "egress L", "+ dev/shell-0: TCP 443"),
                any("28", "the selector of the pods is narrowed to a value that the pod has",
                        World.with(NP.replace("podSelector: {matchLabels: {app: trainer}}",
                                "podSelector: {matchExpressions: [{key: app, operator: In, values: [trainer, tuner]}]}")),
                        World.with(NP), "0"),
                spec("29", "a peer excludes a label instead of asking for another",
                        INGRESS.replace("{matchLabels: {app: gateway}}",
                                "{matchExpressions: [{key: app, operator: In, values: [gateway, notebook]}]}"),
                        INGRESS.replace("{matchLabels: {app: gateway}}",
                                "{matchExpressions: [{key: app, operator: NotIn, values: [trainer]}]}"),
                        "ingress L latent"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> spelling() {
        return Stream.of(
                any("26", "a policy is split in two", World.with(NP),
                        World.with(networkPolicy("np", "policyTypes: [Ingress], " + INGRESS),
                                networkPolicy("a", "policyTypes: [Egress], egress: [" + TO_STORAGE + "]"),
                                networkPolicy("b", "policyTypes: [Egress], egress: [" + TO_DNS + "]")),
                        "0"),
                any("27", "selectors, order and metadata are written otherwise", World.with(NP),
                        World.with(
                                """
                                        apiVersion: networking.k8s.io/v1
                                        kind: NetworkPolicy
                                        metadata: {namespace: ai, name: np, labels: {a: b}, annotations: {c: d}}
                                        spec:
                                          egress: [%s, %s]
                                          ingress: [{ports: [{port: 8080}], from: [{podSelector:
                                            {matchExpressions: [{key: app, operator: In, values: [gateway]}]}}]}]
                                          policyTypes: [Egress, Ingress]
                                          podSelector: {matchExpressions: [{key: app, operator: In, values: [trainer]}]}
                                        """
                                        .formatted(TO_DNS, TO_STORAGE)),
                        "0"),
                any("30", "a policy is there twice", World.with(NP),
                        World.with(NP, NP.replace("name: np", "name: copy")), "0"))
                .flatMap(rows -> rows);
    }
}
