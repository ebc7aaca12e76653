package dev.ringfence.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePolicyTest {

    @Test
    void aPolicyOfKnownFieldsIsRead() {
        var live = live(
                "{endpointSelector: {}, ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: '80'}]}]}]}");

        assertThat(live.problem()).isEmpty();
        assertThat(live.meaning()).singleElement().satisfies(policy -> assertThat(policy.rules()).hasSize(1));
    }

    /// A release of Cilium that is newer than this may know more fields.
    @ParameterizedTest
    @ValueSource(strings = {"{endpointSelector: {}, ingress: [{fromPlanets: [{}]}]}",
            "{endpointSelector: {}, ingress: [{fromPlanets: [{}], toPorts: [{ports: [{port: '80'}]}]}]}",
            "{endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '80'}], hours: night}]}]}",
            "{endpointSelector: {}, order: 7, ingress: [{}]}"})
    void nobodyKnowsWhatAFieldMeansThatIsNotKnown(String spec) {
        var live = live(spec);

        assertThat(live.meaning()).isEmpty();
        assertThat(live.problem()).map(Problem::toString).hasValueSatisfying(
                problem -> assertThat(problem).contains("found the unknown field"));
    }

    private static LivePolicy live(String spec) {
        var tree = Manifests.document(
                "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: ai}, spec: "
                        + spec + "}");
        return LivePolicy.of(new PolicyObject(new PolicyKey("CiliumNetworkPolicy", "ai", "a"), "cilium.io/v2",
                "uid", "1", Optional.empty(), tree), DecodingContext.of(EnforcementProfile.CILIUM));
    }
}
