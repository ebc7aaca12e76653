package dev.ringfence.policy.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.Address;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the Admin and Baseline tiers do to a pod, beyond the rows of the scenarios.
class TierReachTest {
    private static final EnforcementProfile PROFILE = EnforcementProfile.of(Assumption.NO);
    private static final LabelPoint TRAINER = point("ai", Map.of("team", "ml"), Map.of("app", "trainer"));
    private static final PeerClass STRANGER = new PeerClass(point("shop", Map.of("team", "x"), Map.of()),
            List.of(Address.parse("10.0.0.9").orElseThrow()), List.of());
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

    @Test
    void theBaselineTierDeniesStillWhenTheLastNetworkPolicyIsGone() {
        var without = excess(List.of(BASELINE_DENY), List.of(BASELINE_DENY, NETWORK_POLICY),
                Direction.INGRESS);

        assertThat(without.at(OUTSIDE).certain()).as("no rule of the tier speaks of senders outside")
                .isEqualTo(Traffic.ALL);
        assertThat(without.at(STRANGER).possible().isEmpty()).isTrue();
    }

    @Test
    void aRuleThatAllowsAPeerThatIsNotUnderstoodMatchesNothing() {
        var allow = """
                kind: AdminNetworkPolicy
                metadata: {name: new}
                spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: Allow, from: [{planets: {}}]}]}
                """;

        assertThat(reach(List.of(NETWORK_POLICY, allow), Direction.INGRESS))
                .isEqualTo(reach(List.of(NETWORK_POLICY), Direction.INGRESS));
    }

    @Test
    void aDomainNameMayBeAnyAddress() {
        var names = """
                kind: ClusterNetworkPolicy
                metadata: {name: names}
                spec:
                  tier: Admin
                  priority: 1
                  subject: {namespaces: {}}
                  egress: [{action: Accept, to: [{domainNames: ["*.example.com"]}]}]
                """;

        var bounds = excess(List.of(NETWORK_POLICY, names), List.of(NETWORK_POLICY), Direction.EGRESS)
                .at(OUTSIDE);

        assertThat(bounds.certain().isEmpty()).isTrue();
        assertThat(bounds.possible()).isEqualTo(Traffic.ALL);
    }

    @Test
    void onlyTheBaselineAdminPolicyCalledDefaultCounts() {
        assertThat(reach(List.of(BASELINE_DENY.replace("name: default", "name: other")),
                Direction.INGRESS)).isEqualTo(reach(List.of(), Direction.INGRESS));
    }

    /// What may reach the trainer, or be reached by it, by `more` and not by `less`.
    private static Excess excess(List<String> more, List<String> less, Direction direction) {
        return Excess.of(reach(more, direction), reach(less, direction));
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

    private static LabelPoint point(String namespace, Map<String, String> namespaceLabels,
            Map<String, String> labels) {
        return new LabelPoint(namespace, Labels.of(namespaceLabels), Labels.of(labels));
    }
}
