package dev.ringfence.policy.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the schemas of the tiers' kinds refuse, and what enforcers need not know.
class TierSchemasTest {

    @Test
    void addressesMeanNoPodsWhereTheEnforcerDoesNotKnowThem() {
        var policy = decode(EnforcementProfile.withoutPodAddresses(),
                cluster("egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]"));

        assertThat(policy).singleElement().satisfies(read -> assertThat(read.rules()).singleElement()
                .satisfies(rule -> assertThat(rule.peers().podAddresses())
                        .isEqualTo(PodAddresses.NOT_MATCHED)));
    }

    @ParameterizedTest
    @MethodSource
    void whatTheSchemasRefuseIsRefusedWithItsPlace(String policy, String message) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> decode(EnforcementProfile.GENERIC, policy)).withMessage(message);
    }

    static Stream<Arguments> whatTheSchemasRefuseIsRefusedWithItsPlace() {
        var deny = "{action: Deny, from: [{namespaces: {}}]}";
        return Stream.of(
                Arguments.of(admin(many(101, deny)),
                        "spec.ingress: expected at most 100 elements, found a list"),
                Arguments.of(cluster("ingress: [" + many(26, deny) + "]"),
                        "spec.ingress: expected at most 25 elements, found a list"),
                Arguments.of(admin("{action: Deny, from: [" + many(101, "{namespaces: {}}") + "]}"),
                        "spec.ingress[0].from: expected at most 100 elements, found a list"),
                Arguments.of(admin("{name: 7, action: Deny, from: [{namespaces: {}}]}"),
                        "spec.ingress[0].name: expected a string, found 7"),
                Arguments.of(admin("{name: " + "n".repeat(101) + ", action: Deny, from: [{namespaces: {}}]}"),
                        "spec.ingress[0].name: expected at most 100 characters, found \"" + "n".repeat(80)
                                + "…\""),
                Arguments.of(cluster("egress: [{action: Deny, to: [{networks: []}]}]"),
                        "spec.egress[0].to[0].networks: expected at least one CIDR, found an empty list"),
                Arguments.of(cluster("egress: [{action: Accept, to: [{domainNames: [com]}]}]"),
                        "spec.egress[0].to[0].domainNames[0]: expected a DNS name of two labels or more,"
                                + " with *. before it or not, found \"com\""),
                Arguments.of(
                        cluster("egress: [{action: Deny, to: [{networks: [10.0.0.0/8]}],"
                                + " protocols: [{destinationNamedPort: http}]}]"),
                        "spec.egress[0].to[0].networks: expected pods or namespaces, since the rule names a port,"
                                + " found a list"));
    }

    private static String many(int count, String item) {
        return String.join(", ", Collections.nCopies(count, item));
    }

    private static String admin(String ingress) {
        return """
                kind: AdminNetworkPolicy
                metadata: {name: a}
                spec: {priority: 1, subject: {namespaces: {}}, ingress: [%s]}
                """.formatted(ingress);
    }

    private static String cluster(String rules) {
        return """
                kind: ClusterNetworkPolicy
                metadata: {name: a}
                spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, %s}
                """.formatted(rules);
    }

    private static List<Policy> decode(EnforcementProfile profile, String policy) {
        var document = Field.root(Manifests.document(policy));
        return Dialects.decode(new PolicyKey(document.get("kind").text(), "", "a"), document,
                DecodingContext.of(profile));
    }
}
