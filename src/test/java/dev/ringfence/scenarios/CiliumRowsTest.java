package dev.ringfence.scenarios;

import static dev.ringfence.scenarios.NetworkPolicyRowsTest.CILIUM;
import static dev.ringfence.scenarios.Scenario.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.manifests.ManifestException;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows 51 to 69 and 79 to 89a: policies that Cilium enforces change, or Cilium does.
class CiliumRowsTest {
    static final String GATEWAY = "fromEndpoints: [{matchLabels: {app: gateway}}]";
    static final String PORT_80 = "toPorts: [{ports: [{port: '80', protocol: TCP}]}]";
    static final EnforcementProfile CILIUM_118 = EnforcementProfile
            .of(CiliumProfile.of(new CiliumVersion(1, 18, 6)));

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void policyOfCiliumChanged(Scenario scenario) {
        scenario.check();
    }

    static Stream<Scenario> rows() {
        return Stream.of(emptiness(), entities(), ports(), denials(), spelling(), installation())
                .flatMap(rows -> rows);
    }

    /// A CiliumNetworkPolicy for the trainers.
    static String policy(String name, String rules) {
        return "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {namespace: ai, name: " + name
                + "}, spec: {endpointSelector: {matchLabels: {app: trainer}}, " + rules + "}}";
    }

    private static String clusterwide(String rules) {
        return "{apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: wide}, "
                + "spec: {endpointSelector: {}, " + rules + "}}";
    }

    /// The agent refuses the new version. Until it restarts it goes by the old one, and then by none: which of the two holds cannot be
    /// told from files, so they are refused; without the policy the pod is open.
    private static void assertRefused(String row, String before, String after, String problem) {
        assertThatThrownBy(() -> OfflineCluster.of(CILIUM, World.with(policy("np", after))))
                .isInstanceOf(ManifestException.class).hasMessageContaining(problem);
        row(row, "the refused policy is forgotten", CILIUM, World.with(policy("np", before)), World.with(),
                "ingress L", "+ dev/shell-0: every protocol and port").check();
    }

    @Test
    void row51ListWithoutRulesIsRefused() {
        assertRefused("51", "ingress: [{}]", "ingress: []",
                "spec: expected at least one rule in ingress, ingressDeny, egress or egressDeny, found an object");
    }

    @Test
    void row87PeersOfTwoKindsInOneRuleAreRefused() {
        assertRefused("87", "ingress: [{" + GATEWAY + "}]",
                "ingress: [{" + GATEWAY + ", fromEntities: [world]}]",
                "spec.ingress[0].fromEntities: expected peers of one kind only, beside spec.ingress[0].fromEndpoints");
    }

    /// The rules of the only policy change.
    static Scenario rules(String row, String wording, String before, String after, String verdict,
            String... shown) {
        return row(row, wording, CILIUM, World.with(policy("np", before)), World.with(policy("np", after)),
                verdict, shown);
    }

    /// Policies are added to one.
    static Scenario added(String row, String wording, String before, String more, String verdict,
            String... shown) {
        return row(row, wording, CILIUM, World.with(before), World.with(before, more), verdict, shown);
    }

    private static Stream<Scenario> emptiness() {
        return Stream.of(
                row("52", "an empty rule is moved to a NetworkPolicy", CILIUM,
                        World.with(policy("np", "ingress: [{}]")),
                        World.with(World.networkPolicy("np", "ingress: [{}]")), "ingress L",
                        "+ dev/shell-0: every protocol and port", "+ 0.0.0.0/0: every protocol and port"),
                rules("53", "an empty list of peers is left out",
                        "ingress: [{fromEndpoints: [], " + PORT_80 + "}]",
                        "ingress: [{" + PORT_80 + "}]", "ingress L", "+ 0.0.0.0/0: TCP 80"),
                rules("54", "a selector of every pod of the namespace is left out",
                        "ingress: [{fromEndpoints: [{}], " + PORT_80 + "}]", "ingress: [{" + PORT_80 + "}]",
                        "ingress L", "+ 0.0.0.0/0: TCP 80", "+ dev/shell-0: TCP 80",
                        "+ storage/bucket-0: TCP 80")
                        .exactly(),
                rules("55", "an empty list of ports becomes none",
                        "ingress: [{" + GATEWAY + ", toPorts: [{ports: []}]}]",
                        "ingress: [{" + GATEWAY + ", toPorts: []}]", "ingress L",
                        "+ ai/gateway-0: every protocol and port").exactly(),
                row("56", "a policy of the namespace becomes one of the cluster", CILIUM,
                        World.with(policy("np", "ingress: [{fromEndpoints: [{}]}]")),
                        World.with(clusterwide("ingress: [{fromEndpoints: [{}]}]")), "ingress L",
                        "+ dev/shell-0: every protocol and port",
                        "+ storage/bucket-0: every protocol and port").exactly());
    }

    private static Stream<Scenario> entities() {
        var everyone = clusterwide("ingress: [{fromEntities: [all]}]");
        return Stream.of(
                added("57", "a policy of the cluster lets everyone in, and the pod is isolated",
                        policy("np", "ingress: [{}]"), everyone, "ingress L",
                        "+ dev/shell-0: every protocol and port"),
                row("57", "a policy of the cluster lets everyone in, and the pod is not isolated", CILIUM,
                        World.with(), World.with(everyone), "0"),
                rules("58", "the cluster becomes everyone", "ingress: [{fromEntities: [cluster]}]",
                        "ingress: [{fromEntities: [all]}]", "ingress L",
                        "+ 0.0.0.0/0: every protocol and port").exactly(),
                rules("59", "the world is written as both address spaces", "egress: [{toEntities: [world]}]",
                        "egress: [{toCIDR: [0.0.0.0/0, '::/0']}]", "0"),
                rules("60", "the world becomes one address space", "egress: [{toEntities: [world]}]",
                        "egress: [{toCIDR: [0.0.0.0/0]}]", "egress T", "- ::/0: every protocol and port")
                        .exactly());
    }

    private static Stream<Scenario> ports() {
        var any = "ingress: [{" + GATEWAY + ", toPorts: [{ports: [{port: '80'}]}]}]";
        return Stream.of(
                rules("61", "a port gets the protocol TCP", any,
                        "ingress: [{" + GATEWAY + ", " + PORT_80 + "}]",
                        "ingress T", "- ai/gateway-0: UDP 80; SCTP 80").exactly(),
                rules("62", "any protocol is written as three", any,
                        "ingress: [{" + GATEWAY + ", toPorts: [{ports: [{port: '80', protocol: TCP}, "
                                + "{port: '80', protocol: UDP}, {port: '80', protocol: SCTP}]}]}]",
                        "0"),
                rules("63", "no ports become every port", "ingress: [{" + GATEWAY + "}]",
                        "ingress: [{" + GATEWAY + ", toPorts: [{ports: [{port: '0', protocol: ANY}]}]}]",
                        "ingress T", "- ai/gateway-0: ICMP; other protocols").exactly());
    }

    private static Stream<Scenario> denials() {
        var deny = "ingressDeny: [{" + GATEWAY + "}]";
        var toCluster = "egress: [{toEntities: [cluster]}]";
        var other = policy("other", "egress: [{}]");
        return Stream.of(
                rules("64", "a denial is removed where a rule allows the same",
                        "ingress: [{fromEntities: [cluster]}], " + deny,
                        "ingress: [{fromEntities: [cluster]}]",
                        "ingress L", "+ ai/gateway-0: every protocol and port").exactly(),
                row("65", "a denial is removed that alone isolated", CILIUM, World.with(policy("np", deny)),
                        World.with(), "ingress L", "+ dev/shell-0: every protocol and port"),
                row("66", "the first denial is added", CILIUM, World.with(), World.with(policy("np", deny)),
                        "ingress T", "- dev/shell-0: every protocol and port",
                        "- ai/gateway-0: every protocol and port"),
                row("67", "the first denial is added, and does not isolate", CILIUM, World.with(),
                        World.with(policy("np", "enableDefaultDeny: {ingress: false}, " + deny)), "ingress T",
                        "- ai/gateway-0: every protocol and port").exactly(),
                rules("68", "the only policy for egress no longer isolates", toCluster,
                        "enableDefaultDeny: {egress: false}, " + toCluster, "egress L",
                        "+ 0.0.0.0/0: every protocol and port"),
                rules("68", "the only policy for egress no longer isolates, which it said it does",
                        "enableDefaultDeny: {egress: true}, " + toCluster,
                        "enableDefaultDeny: {egress: false}, " + toCluster, "egress L",
                        "+ 0.0.0.0/0: every protocol and port"),
                row("69", "a policy no longer isolates beside another that does", CILIUM,
                        World.with(policy("np", toCluster), other),
                        World.with(policy("np", "enableDefaultDeny: {egress: false}, " + toCluster), other),
                        "0"));
    }

    private static Stream<Scenario> spelling() {
        var gateway = "{" + GATEWAY + "}";
        var shell = "{fromEndpoints: [{matchLabels: {app: shell}}]}";
        return Stream.of(
                row("81", "a rule is split over specs", CILIUM,
                        World.with(policy("np",
                                "ingress: [{fromEndpoints: [{matchLabels: {app: gateway}}, {matchLabels: {app: shell}}]}]")),
                        World.with("""
                                apiVersion: cilium.io/v2
                                kind: CiliumNetworkPolicy
                                metadata: {namespace: ai, name: np}
                                specs:
                                  - {endpointSelector: {matchLabels: {app: trainer}}, ingress: [%s]}
                                  - {endpointSelector: {matchLabels: {app: trainer}}, ingress: [%s]}
                                """.formatted(gateway, shell)), "0"),
                rules("82", "the source of a label is written", "ingress: [{" + GATEWAY + "}]",
                        "ingress: [{fromEndpoints: [{matchLabels: {'k8s:app': gateway}}]}]", "0"),
                rules("82", "the source of a label is written as any", "ingress: [{" + GATEWAY + "}]",
                        "ingress: [{fromEndpoints: [{matchLabels: {'any:app': gateway}}]}]", "0"),
                rules("89", "a label of namespaces is asked for beside the own namespace",
                        "ingress: [{fromEndpoints: [{}]}]",
                        "ingress: [{fromEndpoints: [{}, {matchLabels: {io.cilium.k8s.namespace.labels.env: dev}}]}]",
                        "ingress L", "+ dev/shell-0: every protocol and port").exactly(),
                rules("89a", "a selector of groups of addresses loses its label",
                        "egress: [{toCIDRSet: [{cidrGroupSelector: {matchLabels: {x: y}}}]}]",
                        "egress: [{toCIDRSet: [{cidrGroupSelector: {}}]}]", "egress L?",
                        "+ dev/shell-0: every protocol and port", "+ 0.0.0.0/0: every protocol and port"));
    }

    private static EnforcementProfile with(Option option) {
        return EnforcementProfile.of(CiliumProfile.CURRENT.with(option));
    }

    private static Stream<Scenario> installation() {
        var closed = World.with(policy("np", "ingress: [{}], egress: [{}]"));
        var world = policy("np", "egress: [{toCIDR: [0.0.0.0/0]}]");
        var node = "{apiVersion: v1, kind: Node, metadata: {name: one}, "
                + "status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}}";
        var elsewhere = World.with(policy("np", "ingress: [{fromEndpoints: [{matchExpressions: "
                + "[{key: io.kubernetes.pod.namespace, operator: NotIn, values: [dev]}]}]}]"));
        return Stream.of(
                row("84", "policies are audited only", CILIUM, closed, closed, "ingress L; egress L",
                        "+ dev/shell-0: every protocol and port").then(with(Option.AUDIT)),
                row("84", "policies are switched off", CILIUM, closed, closed, "ingress L; egress L",
                        "+ dev/shell-0: every protocol and port")
                        .then(EnforcementProfile.of(CiliumProfile.CURRENT.with(EnablePolicy.NEVER))),
                row("85", "addresses match nodes", CILIUM, World.with(world, node), World.with(world, node),
                        "egress L", "+ host: every protocol and port").then(with(Option.CIDR_MATCHES_NODES)),
                row("86", "a selector that excludes a namespace means the local cluster only", CILIUM_118,
                        elsewhere, elsewhere, "ingress T", "- 0.0.0.0/0: every protocol and port")
                        .then(CILIUM));
    }
}
