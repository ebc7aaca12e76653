package dev.ringfence.policy.cilium;

import static dev.ringfence.policy.cilium.Change.policy;
import static dev.ringfence.policy.cilium.Change.rewritten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.cilium.Change.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What changes of policies mean for the trainer where Cilium enforces them.
class CiliumScenariosTest {
    private static final String GATEWAY = "fromEndpoints: [{matchLabels: {app: gateway}}]";
    private static final String PORT_80 = "toPorts: [{ports: [{port: '80', protocol: TCP}]}]";
    private static final String HTTP = "toPorts: [{ports: [{port: '80', protocol: TCP}], "
            + "rules: {http: [{method: GET}]}}]";
    private static final String NP = networkPolicy("np", "policyTypes: [Ingress, Egress], "
            + "ingress: [{from: [{podSelector: {matchLabels: {app: gateway}}}], ports: [{port: 8080}]}], "
            + "egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}]");

    private static String networkPolicy(String name, String spec) {
        return "{kind: NetworkPolicy, metadata: {namespace: ai, name: " + name
                + "}, spec: {podSelector: {matchLabels: {app: trainer}}, " + spec + "}}";
    }

    private static String clusterwide(String spec) {
        return "{kind: CiliumClusterwideNetworkPolicy, metadata: {name: wide}, spec: {" + spec + "}}";
    }

    private static void assertVerdict(Change change, String verdict) {
        assertThat(change.verdict()).isEqualTo(verdict);
    }

    private static void assertSame(Change change) {
        assertVerdict(change, "");
    }

    private static Change added(String before, String more) {
        return new Change(State.of(before), State.of(before, more));
    }

    @Test
    void row4ForeignEgressToEveryAddressOpensNoPods() {
        var change = added(NP, networkPolicy("extra", "policyTypes: [Egress], "
                + "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]"));
        assertVerdict(change, "egress loosened");
        assertThat(change.gained(Direction.EGRESS))
                .containsExactly("0.0.0.0/0: every protocol and port");
    }

    @Test
    void row9EgressRulesCountWithoutTheirPolicyType() {
        assertSame(new Change(State.of(NP), State.of(NP.replace("[Ingress, Egress]", "[Ingress]"))));
    }

    @Test
    void row10IngressRulesCountWithoutTheirPolicyType() {
        assertSame(new Change(State.of(NP), State.of(NP.replace("[Ingress, Egress]", "[Egress]"))));
    }

    @Test
    void row51PolicyWithAnEmptyListOnlyIsRefusedAndHasNoEffect() {
        var change = rewritten("ingress: [{}]", "ingress: []");
        assertVerdict(change, "ingress loosened");
        assertThat(
                change.after().cluster().policy(new PolicyKey("CiliumNetworkPolicy", "ai", "np")).problem())
                .map(Object::toString).hasValue("spec: expected at least one rule in ingress, ingressDeny, "
                        + "egress or egressDeny, found an object");
    }

    @Test
    void row52EmptyRuleMeansTheOppositeInANetworkPolicy() {
        assertVerdict(new Change(State.of(policy("np", "ingress: [{}]")),
                State.of(networkPolicy("np", "ingress: [{}]"))), "ingress loosened");
    }

    @Test
    void row53EmptyPeerListIsNobodyAndNoneIsEveryone() {
        assertVerdict(rewritten("ingress: [{fromEndpoints: [], " + PORT_80 + "}]",
                "ingress: [{" + PORT_80 + "}]"), "ingress loosened");
    }

    @Test
    void row54EmptySelectorIsTheOwnNamespaceAndNoListIsEveryone() {
        var change = rewritten("ingress: [{fromEndpoints: [{}], " + PORT_80 + "}]",
                "ingress: [{" + PORT_80 + "}]");
        assertVerdict(change, "ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).contains("0.0.0.0/0: TCP 80", "dev/shell-0: TCP 80",
                "storage/bucket-0: TCP 80").noneMatch(line -> line.startsWith("ai/"));
    }

    @Test
    void row55NoPortsAreNothingAndNoListOfPortsIsAllOfThem() {
        assertVerdict(rewritten("ingress: [{" + GATEWAY + ", toPorts: [{ports: []}]}]",
                "ingress: [{" + GATEWAY + ", toPorts: []}]"), "ingress loosened");
    }

    @Test
    void row56EmptySelectorIsEveryPodInAPolicyOfTheCluster() {
        var change = new Change(State.of(policy("np", "ingress: [{fromEndpoints: [{}]}]")),
                State.of(clusterwide("endpointSelector: {}, ingress: [{fromEndpoints: [{}]}]")));
        assertVerdict(change, "ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).containsExactly(
                "dev/shell-0: every protocol and port", "storage/bucket-0: every protocol and port");
    }

    @Test
    void row57EveryoneAllowedInTheClusterOpensIsolatedPodsOnly() {
        var everyone = clusterwide("endpointSelector: {}, ingress: [{fromEntities: [all]}]");
        assertVerdict(added(policy("np", "ingress: [{}]"), everyone), "ingress loosened");
        assertSame(new Change(State.of(), State.of(everyone)));
    }

    @Test
    void row58EveryoneIsMoreThanTheCluster() {
        var change = rewritten("ingress: [{fromEntities: [cluster]}]", "ingress: [{fromEntities: [all]}]");
        assertVerdict(change, "ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).containsExactly("0.0.0.0/0: every protocol and port");
    }

    @Test
    void row59WorldIsBothWholeAddressSpaces() {
        assertSame(rewritten("egress: [{toEntities: [world]}]", "egress: [{toCIDR: [0.0.0.0/0, '::/0']}]"));
    }

    @Test
    void row60WorldIsMoreThanOneAddressSpace() {
        var change = rewritten("egress: [{toEntities: [world]}]", "egress: [{toCIDR: [0.0.0.0/0]}]");
        assertVerdict(change, "egress tightened");
        assertThat(change.lost(Direction.EGRESS)).containsExactly("::/0: every protocol and port");
    }

    @Test
    void row61NoProtocolIsMoreThanTcp() {
        var change = rewritten("ingress: [{" + GATEWAY + ", toPorts: [{ports: [{port: '80'}]}]}]",
                "ingress: [{" + GATEWAY + ", " + PORT_80 + "}]");
        assertVerdict(change, "ingress tightened");
        assertThat(change.lost(Direction.INGRESS)).containsExactly("ai/gateway-0: UDP 80; SCTP 80");
    }

    @Test
    void row62AnyProtocolIsTheThreeWithPorts() {
        assertSame(rewritten("ingress: [{toPorts: [{ports: [{port: '80', protocol: ANY}]}]}]",
                "ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}, {port: '80', protocol: UDP}, "
                        + "{port: '80', protocol: SCTP}]}]}]"));
    }

    @Test
    void row63EveryPortIsLessThanNoPorts() {
        var change = rewritten("ingress: [{" + GATEWAY + "}]",
                "ingress: [{" + GATEWAY + ", toPorts: [{ports: [{port: '0', protocol: ANY}]}]}]");
        assertVerdict(change, "ingress tightened");
        assertThat(change.lost(Direction.INGRESS)).containsExactly("ai/gateway-0: ICMP; other protocols");
    }

    @Test
    void row64RemovedDenialOpensWhatIsAllowedBesides() {
        assertVerdict(rewritten("ingress: [{fromEntities: [cluster]}], ingressDeny: [{" + GATEWAY + "}]",
                "ingress: [{fromEntities: [cluster]}]"), "ingress loosened");
    }

    @Test
    void row65RemovedDenialThatAloneIsolatedOpensEverything() {
        assertVerdict(new Change(State.of(policy("np", "ingressDeny: [{" + GATEWAY + "}]")), State.of()),
                "ingress loosened");
    }

    @Test
    void row66FirstDenialClosesEverything() {
        var change = new Change(State.of(), State.of(policy("np", "ingressDeny: [{" + GATEWAY + "}]")));
        assertVerdict(change, "ingress tightened");
        assertThat(change.lost(Direction.INGRESS)).contains("dev/shell-0: every protocol and port");
    }

    @Test
    void row67FirstDenialThatDoesNotIsolateClosesWhatItNames() {
        var change = new Change(State.of(), State.of(policy("np",
                "enableDefaultDeny: {ingress: false}, ingressDeny: [{" + GATEWAY + "}]")));
        assertVerdict(change, "ingress tightened");
        assertThat(change.lost(Direction.INGRESS))
                .containsExactly("ai/gateway-0: every protocol and port");
    }

    @Test
    void row68OnlyPolicyThatNoLongerIsolatesOpensEverything() {
        assertVerdict(rewritten("egress: [{toEntities: [cluster]}]",
                "enableDefaultDeny: {egress: false}, egress: [{toEntities: [cluster]}]"), "egress loosened");
    }

    @Test
    void row69PolicyThatNoLongerIsolatesChangesNothingBesideOneThatDoes() {
        var other = policy("other", "egress: [{}]");
        assertSame(new Change(State.of(policy("np", "egress: [{toEntities: [cluster]}]"), other),
                State.of(policy("np",
                        "enableDefaultDeny: {egress: false}, egress: [{toEntities: [cluster]}]"), other)));
    }

    @Test
    void row72SamePeerOnAllPortsOpensTheOthers() {
        var change = added(policy("np", "ingress: [{" + GATEWAY + ", " + HTTP + "}]"),
                policy("more", "ingress: [{" + GATEWAY + "}]"));
        assertVerdict(change, "ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).containsExactly(
                "ai/gateway-0: TCP 1-79,81-65535; UDP every port; SCTP every port; ICMP; other protocols; "
                        + "TCP 80 for HTTP with method anything but GET; DNS, Kafka, other");
    }

    @Test
    void row73EveryoneBesideARuleForDnsOpensOtherTraffic() {
        assertVerdict(added(policy("np", "egress: [{toEndpoints: [{}], toPorts: [{ports: [{port: '53'}], "
                + "rules: {dns: [{matchName: example.com}]}}]}]"),
                policy("more", "egress: [{toEntities: [all]}]")),
                "egress loosened");
    }

    @Test
    void row81SpecsInsteadOfSpecAndSplitRulesAreTheSame() {
        var both = "ingress: [{fromEndpoints: [{matchLabels: {app: a}}, {matchLabels: {app: b}}]}]";
        var spec = "endpointSelector: {matchLabels: {app: trainer}}, ";
        var one = "ingress: [{fromEndpoints: [{matchLabels: {app: a}}]}]";
        assertSame(new Change(State.of(policy("np", both)),
                State.of("{kind: CiliumNetworkPolicy, metadata: {namespace: ai, name: np}, specs: [{" + spec
                        + one + "}, {" + spec + one.replace("app: a", "app: b") + "}]}")));
    }

    @Test
    void row82SourceOfAPodLabelNeedNotBeWritten() {
        for (var key : List.of("'k8s:app'", "'any:app'")) {
            assertSame(rewritten("ingress: [{" + GATEWAY + "}]",
                    "ingress: [{fromEndpoints: [{matchLabels: {" + key + ": gateway}}]}]"));
        }
    }

    @Test
    void row84PoliciesThatAreNotEnforcedAllowEverything() {
        var closed = policy("np", "ingress: [{}], egress: [{}]");
        assertVerdict(new Change(State.of(closed),
                State.of(CiliumProfile.CURRENT.with(Option.AUDIT), closed)),
                "ingress loosened; egress loosened");
        assertVerdict(new Change(State.of(closed),
                State.of(CiliumProfile.CURRENT.with(EnablePolicy.NEVER), closed)),
                "ingress loosened; egress loosened");
        assertVerdict(new Change(State.of(), State.of(CiliumProfile.CURRENT.with(EnablePolicy.ALWAYS))),
                "ingress tightened; egress tightened");
    }

    @Test
    void row85AddressesMatchNodesWhereTheInstallationSaysSo() {
        var world = policy("np", "egress: [{toCIDR: [0.0.0.0/0]}]");
        var node = "{kind: Node, metadata: {name: one}, status: {addresses: [{address: 192.0.2.1}]}}";
        var nodes = CiliumProfile.CURRENT.with(Option.CIDR_MATCHES_NODES);
        var change = new Change(State.of(world, node), State.of(nodes, world, node));
        assertVerdict(change, "egress loosened");
        assertThat(change.gained(Direction.EGRESS)).containsExactly("host: every protocol and port");
        assertVerdict(new Change(State.of(world), State.of(nodes, world)), "egress possibly loosened");
    }

    @Test
    void row86NegativeSelectorMeansMoreThanPodsBefore119() {
        var elsewhere = policy("np", "ingress: [{fromEndpoints: [{matchExpressions: "
                + "[{key: io.kubernetes.pod.namespace, operator: NotIn, values: [dev]}]}]}]");
        var old = CiliumProfile.of(new CiliumVersion(1, 18, 6));
        var change = new Change(State.of(old, elsewhere), State.of(elsewhere));
        assertVerdict(change, "ingress tightened");
        assertThat(change.lost(Direction.INGRESS)).containsExactly("0.0.0.0/0: every protocol and port");
    }

    @Test
    void row87PolicyWithPeersOfTwoKindsIsRefused() {
        var change = rewritten("ingress: [{" + GATEWAY + "}]",
                "ingress: [{" + GATEWAY + ", fromEntities: [world]}]");
        assertVerdict(change, "ingress loosened");
        assertThat(
                change.after().cluster().policy(new PolicyKey("CiliumNetworkPolicy", "ai", "np")).problem())
                .map(Object::toString)
                .hasValue("spec.ingress[0].fromEntities: expected peers of one kind only, "
                        + "beside spec.ingress[0].fromEndpoints, found a list");
    }

    @Test
    void row89LabelOfTheNamespaceLooksBeyondTheOwnNamespace() {
        var change = rewritten("ingress: [{fromEndpoints: [{}]}]", "ingress: [{fromEndpoints: [{}, "
                + "{matchLabels: {io.cilium.k8s.namespace.labels.env: dev}}]}]");
        assertVerdict(change, "ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).containsExactly("dev/shell-0: every protocol and port");
    }

    @Test
    void row89aGroupSelectorWithoutALabelThatMustBeThereMayMeanEveryone() {
        assertVerdict(rewritten("egress: [{toCIDRSet: [{cidrGroupSelector: {matchLabels: {x: y}}}]}]",
                "egress: [{toCIDRSet: [{cidrGroupSelector: {}}]}]"), "egress possibly loosened");
    }
}
