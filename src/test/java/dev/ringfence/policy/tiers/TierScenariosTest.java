package dev.ringfence.policy.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.Address;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the Admin and Baseline tiers do to a pod that NetworkPolicies alone hold, change by change.
class TierScenariosTest {
    private static final EnforcementProfile PROFILE = EnforcementProfile.of(Assumption.NO);
    private static final LabelPoint TRAINER = point("ai", Map.of("team", "ml"), Map.of("app", "trainer"));
    private static final PeerClass GATEWAY = peer("ai", Map.of("team", "ml"), Map.of("app", "gateway"),
            "10.0.0.7");
    private static final PeerClass STRANGER = peer("shop", Map.of("team", "x"), Map.of(), "10.0.0.9");
    private static final Address OUTSIDE = Address.parse("203.0.113.9").orElseThrow();

    private static final String NETWORK_POLICY = """
            kind: NetworkPolicy
            metadata: {name: np, namespace: ai}
            spec:
              podSelector: {matchLabels: {app: trainer}}
              policyTypes: [Ingress, Egress]
              ingress: [{from: [{podSelector: {matchLabels: {app: gateway}}}], ports: [{port: 8080}]}]
            """;
    private static final String BASELINE_DENY = """
            kind: BaselineAdminNetworkPolicy
            metadata: {name: default}
            spec:
              subject: {namespaces: {matchLabels: {team: ml}}}
              ingress: [{action: Deny, from: [{namespaces: {}}]}]
              egress: [{action: Deny, to: [{namespaces: {}}, {networks: ["0.0.0.0/0", "::/0"]}]}]
            """;
    private static final String ALLOW_ALL = """
            kind: NetworkPolicy
            metadata: {name: open, namespace: ai}
            spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}
            """;

    @Test
    void anAdminPolicyThatAllowsBeatsANetworkPolicyThatDoesNot() {
        var admin = admin("first", 10, "{action: Allow, from: [{namespaces: {matchLabels: {team: x}}}]}");

        assertThat(certain(List.of(NETWORK_POLICY, admin), List.of(NETWORK_POLICY), STRANGER))
                .isEqualTo(PortSet.ALL);
        assertThat(certain(List.of(NETWORK_POLICY, admin), List.of(NETWORK_POLICY), GATEWAY).isEmpty())
                .isTrue();
    }

    @Test
    void anAdminPolicyThatDeniesTightens() {
        var admin = admin("first", 5, "{action: Deny, from: [{namespaces: {}}]}");

        assertThat(certain(List.of(NETWORK_POLICY), List.of(NETWORK_POLICY, admin), GATEWAY))
                .hasToString("TCP 8080");
        assertThat(certain(List.of(NETWORK_POLICY, admin), List.of(NETWORK_POLICY), GATEWAY).isEmpty())
                .isTrue();
    }

    @Test
    void ofTwoAdminPoliciesTheOneWithTheLowerPriorityDecides() {
        var allow = "{action: Allow, from: [{namespaces: {}}]}";
        var deny = "{action: Deny, from: [{namespaces: {}}]}";

        assertThat(certain(List.of(admin("a", 1, allow), admin("d", 2, deny)),
                List.of(admin("a", 2, allow), admin("d", 1, deny)), STRANGER)).isEqualTo(PortSet.ALL);
    }

    @Test
    void equalPrioritiesThatDisagreeLeaveItOpenWhatIsAllowed() {
        var allow = admin("a", 3, "{action: Allow, from: [{namespaces: {}}]}");
        var deny = admin("d", 3, "{action: Deny, from: [{namespaces: {}}]}");

        var bounds = excess(List.of(allow, deny),
                List.of(admin("d", 3, "{action: Deny, from: [{namespaces: {}}]}")))
                .at(STRANGER);

        assertThat(bounds.certain().isEmpty()).isTrue();
        assertThat(bounds.possible()).isEqualTo(Traffic.ALL);
    }

    @Test
    void theOrderOfRulesInOneObjectMattersWhereTheyOverlap() {
        var denyFirst = admin("one", 1,
                "{action: Deny, from: [{namespaces: {}}]}, {action: Pass, from: [{namespaces: {}}]}");
        var passFirst = admin("one", 1,
                "{action: Pass, from: [{namespaces: {}}]}, {action: Deny, from: [{namespaces: {}}]}");

        assertThat(certain(List.of(NETWORK_POLICY, passFirst), List.of(NETWORK_POLICY, denyFirst), GATEWAY))
                .hasToString("TCP 8080");
    }

    @Test
    void theOrderOfRulesThatDoNotOverlapDoesNotMatter() {
        var one = "{action: Deny, from: [{namespaces: {matchLabels: {team: x}}}]}";
        var other = "{action: Allow, from: [{namespaces: {matchLabels: {team: ml}}}]}";

        assertThat(reach(List.of(admin("a", 1, one + ", " + other))))
                .isEqualTo(reach(List.of(admin("a", 1, other + ", " + one))));
    }

    @Test
    void anAllowAllNetworkPolicyBypassesTheBaselineTier() {
        assertThat(certain(List.of(BASELINE_DENY, ALLOW_ALL), List.of(BASELINE_DENY), STRANGER))
                .isEqualTo(PortSet.ALL);
    }

    @Test
    void withoutTheLastNetworkPolicyOnlyTheBaselineTierDenies() {
        var without = excess(List.of(BASELINE_DENY), List.of(BASELINE_DENY, NETWORK_POLICY));

        assertThat(without.at(OUTSIDE).certain()).as("no rule of the tier speaks of senders outside")
                .isEqualTo(Traffic.ALL);
        assertThat(without.at(STRANGER).possible().isEmpty()).isTrue();
        assertThat(certain(List.of(BASELINE_DENY, NETWORK_POLICY), List.of(BASELINE_DENY), GATEWAY))
                .hasToString("TCP 8080");
    }

    @Test
    void networksMatchPodsWhateverTheEnforcerMakesOfIpBlocks() {
        var accept = cluster("Admin", 1, "egress: [{action: Accept, to: [{networks: [0.0.0.0/0]}]}]");

        assertThat(Excess.of(reach(List.of(NETWORK_POLICY, accept), Direction.EGRESS),
                reach(List.of(NETWORK_POLICY), Direction.EGRESS)).at(STRANGER).certain())
                .isEqualTo(Traffic.ALL);
    }

    @Test
    void theSamePolicyInTheNewerVersionMeansTheSame() {
        var older = admin("same", 7,
                "{action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {port: 80}}]}");
        var newer = cluster("Admin", 7, "ingress: [{action: Accept, from: [{namespaces: {}}],"
                + " protocols: [{tcp: {destinationPort: {number: 80}}}]}]");

        assertThat(reach(List.of(NETWORK_POLICY, older))).isEqualTo(reach(List.of(NETWORK_POLICY, newer)));
    }

    @Test
    void aPeerThatIsNotUnderstoodDeniesUnderPassAndMatchesNothingUnderAllow() {
        var pass = admin("new", 1, "{action: Pass, from: [{planets: {}}]}");
        var allow = admin("new", 1, "{action: Allow, from: [{planets: {}}]}");

        assertThat(certain(List.of(NETWORK_POLICY), List.of(NETWORK_POLICY, pass), GATEWAY))
                .hasToString("TCP 8080");
        assertThat(reach(List.of(NETWORK_POLICY, allow))).isEqualTo(reach(List.of(NETWORK_POLICY)));
    }

    @Test
    void aDomainNameMayBeAnyAddress() {
        var names = cluster("Admin", 1,
                "egress: [{action: Accept, to: [{domainNames: [\"*.example.com\"]}]}]");

        var bounds = Excess.of(reach(List.of(NETWORK_POLICY, names), Direction.EGRESS),
                reach(List.of(NETWORK_POLICY), Direction.EGRESS)).at(OUTSIDE);

        assertThat(bounds.certain().isEmpty()).isTrue();
        assertThat(bounds.possible()).isEqualTo(Traffic.ALL);
    }

    @Test
    void onlyTheBaselineAdminPolicyCalledDefaultCounts() {
        assertThat(reach(List.of(BASELINE_DENY.replace("name: default", "name: other"))))
                .isEqualTo(reach(List.of()));
    }

    @Test
    void addressesMeanNoPodsWhereTheEnforcerDoesNotKnowThem() {
        var admin = cluster("Admin", 1, "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]");
        var document = Field.root(Manifests.document(admin));

        var peers = Dialects.decode(new PolicyKey("ClusterNetworkPolicy", "", "kcnp"), document,
                DecodingContext.of(EnforcementProfile.withoutPodAddresses())).getFirst().rules().getFirst()
                .peers();

        assertThat(peers.podAddresses()).isEqualTo(PodAddresses.NOT_MATCHED);
    }

    @ParameterizedTest
    @MethodSource
    void whatTheSchemasRefuseIsRefusedWithItsPlace(String policy, String message) {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> reach(List.of(policy)))
                .withMessage(message);
    }

    static Stream<Arguments> whatTheSchemasRefuseIsRefusedWithItsPlace() {
        var deny = "{action: Deny, from: [{namespaces: {}}]}";
        return Stream.of(
                Arguments.of(admin("a", 1, String.join(", ", Collections.nCopies(101, deny))),
                        "spec.ingress: expected at most 100 elements, found a list"),
                Arguments.of(
                        cluster("Admin", 1,
                                "ingress: [" + String.join(", ", Collections.nCopies(26, deny)) + "]"),
                        "spec.ingress: expected at most 25 elements, found a list"),
                Arguments.of(
                        admin("a", 1, "{action: Deny, from: ["
                                + String.join(", ", Collections.nCopies(101, "{namespaces: {}}")) + "]}"),
                        "spec.ingress[0].from: expected at most 100 elements, found a list"),
                Arguments.of(admin("a", 1, "{name: 7, action: Deny, from: [{namespaces: {}}]}"),
                        "spec.ingress[0].name: expected a string, found 7"),
                Arguments.of(
                        admin("a", 1,
                                "{name: " + "n".repeat(101) + ", action: Deny, from: [{namespaces: {}}]}"),
                        "spec.ingress[0].name: expected at most 100 characters, found \"" + "n".repeat(80)
                                + "…\""),
                Arguments.of(cluster("Admin", 1, "egress: [{action: Deny, to: [{networks: []}]}]"),
                        "spec.egress[0].to[0].networks: expected at least one CIDR, found an empty list"),
                Arguments.of(cluster("Admin", 1, "egress: [{action: Accept, to: [{domainNames: [com]}]}]"),
                        "spec.egress[0].to[0].domainNames[0]: expected a DNS name of two labels or more,"
                                + " with *. before it or not, found \"com\""),
                Arguments.of(cluster("Admin", 1,
                        "egress: [{action: Deny, to: [{networks: [10.0.0.0/8]}], protocols: [{destinationNamedPort: http}]}]"),
                        "spec.egress[0].to[0].networks: expected pods or namespaces, since the rule names a port, found a list"));
    }

    private static String admin(String name, int priority, String ingress) {
        return """
                kind: AdminNetworkPolicy
                metadata: {name: %s}
                spec: {priority: %d, subject: {namespaces: {}}, ingress: [%s]}
                """.formatted(name, priority, ingress);
    }

    private static String cluster(String tier, int priority, String rules) {
        return """
                kind: ClusterNetworkPolicy
                metadata: {name: kcnp}
                spec: {tier: %s, priority: %d, subject: {namespaces: {}}, %s}
                """.formatted(tier, priority, rules);
    }

    /// What surely may reach the trainer by `more` and not by `less`.
    private static PortSet certain(List<String> more, List<String> less, PeerClass from) {
        return excess(more, less).at(from).certain().ports();
    }

    private static Excess excess(List<String> more, List<String> less) {
        return Excess.of(reach(more), reach(less));
    }

    private static Reach reach(List<String> policies) {
        return reach(policies, Direction.INGRESS);
    }

    private static Reach reach(List<String> policies, Direction direction) {
        var selecting = new ArrayList<Policy>();
        for (var policy : policies) {
            var document = Field.root(Manifests.document(policy));
            var metadata = document.get("metadata");
            var key = new PolicyKey(document.get("kind").text(),
                    metadata.get("namespace").optionalText().orElse(""),
                    metadata.get("name").text());
            Dialects.decode(key, document, DecodingContext.of(PROFILE)).stream()
                    .filter(decoded -> decoded.subject().contains(TRAINER)).forEach(selecting::add);
        }
        return Reach.of(selecting, direction, Optional.of(List.of()), PROFILE);
    }

    private static PeerClass peer(String namespace, Map<String, String> namespaceLabels,
            Map<String, String> labels,
            String address) {
        return new PeerClass(point(namespace, namespaceLabels, labels),
                List.of(Address.parse(address).orElseThrow()), List.of());
    }

    private static LabelPoint point(String namespace, Map<String, String> namespaceLabels,
            Map<String, String> labels) {
        return new LabelPoint(namespace, Labels.of(namespaceLabels), Labels.of(labels));
    }
}
