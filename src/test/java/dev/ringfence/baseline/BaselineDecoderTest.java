package dev.ringfence.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.Direction;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class BaselineDecoderTest {
    private static final Map<String, Object> SCOPE = Map.of("namespaces", Map.of("names", List.of("ai")));

    @Test
    void completeDocumentIsDecoded() throws IOException {
        var baseline = BaselineDecoder.decode(object("ai-workloads", load("ai-workloads.yaml").tree()));

        assertThat(baseline.name()).isEqualTo("ai-workloads");
        assertThat(baseline.generation()).isEqualTo(3);
        assertThat(baseline.mode()).isEqualTo(Mode.REPAIR);
        assertThat(baseline.scope()).isEqualTo(new Scope(Set.of("ai-workloads"),
                Optional.of(LabelSelector.EVERYTHING.and("ringfence.dev/guard", ValueSet.of("ai"))), true,
                Labels.EMPTY,
                LabelSelector.EVERYTHING.and("workload", ValueSet.of("ai")).and("team",
                        ValueSet.of("data-science")),
                true));
        assertThat(baseline.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.name()).isEqualTo("ai-workload-isolation");
            assertThat(policy.kind()).isEqualTo(PolicyKind.NETWORK_POLICY);
            assertThat(policy.path()).isEqualTo("spec.policies[0]");
        });
        assertThat(baseline.guarantees())
                .containsExactly(new Guarantee("no-metadata-service", Direction.EGRESS,
                        Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "169.254.169.254/32")))),
                        "spec.guarantees[0].never.egress"));
        assertThat(baseline.trustedPolicies()).containsExactly(
                new PolicyReference("CiliumClusterwideNetworkPolicy", Optional.empty(), "cluster-dns"));
        assertThat(baseline.foreignPolicies()).isEqualTo(ForeignPolicies.REPORT);
        assertThat(baseline.exemptions()).containsExactly(new Exemption("incident-4711",
                new PolicyReference("NetworkPolicy", Optional.of("ai-workloads"), "debug-open"),
                "vendor debugging session", Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        var baseline = decode(Map.of());

        assertThat(baseline.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(baseline.foreignPolicies()).isEqualTo(ForeignPolicies.REPORT);
        assertThat(baseline.scope()).isEqualTo(new Scope(Set.of("ai"), Optional.empty(), false, Labels.EMPTY,
                LabelSelector.EVERYTHING, true));
        assertThat(baseline.policies()).isEmpty();
        assertThat(baseline.guarantees()).isEmpty();
        assertThat(baseline.trustedPolicies()).isEmpty();
        assertThat(baseline.exemptions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-12-01T00:00:00Z,2026-12-01T00:00:00Z",
            "2026-12-01t00:00:00.5z,2026-12-01T00:00:00.500Z",
            "2026-12-01T00:00:00+01:30,2026-11-30T22:30:00Z"})
    void everyFormOfRfc3339IsATime(String text, Instant expected) {
        var exemption = Map.of("name", "a", "policy", Map.of("kind", "NetworkPolicy", "name", "b"), "reason",
                "r",
                "expiresAt", text);

        assertThat(decode(Map.of("exemptions", List.of(exemption))).exemptions().getFirst().expiresAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatIsWrongIsRefusedWithItsPlace(Map<String, Object> members, String message) {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> decode(members))
                .withMessage(message);
    }

    static Stream<Arguments> whatIsWrongIsRefusedWithItsPlace() throws IOException {
        return load("refused.yaml").items().stream()
                .map(refused -> Arguments.of(refused.get("spec").raw(), refused.get("refused").text()));
    }

    @Test
    void documentOfAnotherKindOrVersionIsRefused() {
        refuses(Map.of("kind", "Baseline", "spec", Map.of()),
                "kind: expected one of IsolationBaseline, found \"Baseline\"");
        refuses(Map.of("apiVersion", "ringfence.dev/v1", "spec", Map.of()),
                "apiVersion: expected one of ringfence.dev/v1alpha1, found \"ringfence.dev/v1\"");
        refuses(Map.of("metadata", Map.of()), "spec: expected an object, found nothing");
        refuses(Map.of("spec", Map.of(), "policies", List.of()), "policies: expected only the fields "
                + "apiVersion, kind, metadata, spec, status, found the unknown field \"policies\"");
    }

    @Test
    void baselineWithAnUnusableNameIsRefused() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> BaselineDecoder.decode(object("AI", Map.of("spec", Map.of())))).withMessage(
                        "metadata.name: expected a name of lower case letters, digits, inner dashes and dots, up to 253, "
                                + "found \"AI\"");
    }

    private static void refuses(Map<String, Object> document, String message) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> BaselineDecoder.decode(object("a", document))).withMessage(message);
    }

    private static Baseline decode(Map<String, Object> members) {
        var spec = new HashMap<String, Object>();
        spec.put("scope", SCOPE);
        spec.putAll(members);
        return BaselineDecoder.decode(object("a", Map.of("spec", spec)));
    }

    private static BaselineObject object(String name, Map<String, Object> tree) {
        return new BaselineObject(name, BaselineObject.Source.CLUSTER, "", 3, tree, Optional.empty());
    }

    private static Field load(String file) throws IOException {
        try (var stream = BaselineDecoderTest.class.getResourceAsStream("/baseline/" + file)) {
            return Field.root(new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(stream, file)));
        }
    }
}
