package dev.ringfence.policy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.PolicyKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class NetworkPolicyDecoderTest {
    private static final PolicyKey KEY = new PolicyKey("NetworkPolicy", "ai", "isolation");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void goldenCaseReadsAsWritten(String name, Field document, String reads) {
        assertThat(PolicyText.of(NetworkPolicyDecoder.decode(KEY, document))).as(name).isEqualTo(reads);
    }

    static Stream<Arguments> goldenCaseReadsAsWritten() throws IOException {
        return cases("accepted.yaml").map(golden -> Arguments.of(golden.get("case").text(), document(golden),
                golden.get("reads").text()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatTheApiServerRefusesIsRefusedWithItsPlace(Field document, String message) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> NetworkPolicyDecoder.decode(KEY, document)).withMessage(message);
    }

    static Stream<Arguments> whatTheApiServerRefusesIsRefusedWithItsPlace() throws IOException {
        return cases("refused.yaml")
                .map(refused -> Arguments.of(document(refused), refused.get("refused").text()));
    }

    @Test
    void onlyTheSpecOfALiveObjectIsRead() {
        var live = Field
                .root(Map.of("apiVersion", 7, "metadata", "anything", "status", List.of(), "spec", Map.of()));

        assertThat(NetworkPolicyDecoder.decode(KEY, live).rules()).isEmpty();
    }

    @Test
    void refusalNamesThePlaceInTheEnclosingDocumentWhileRulesKeepTheirOwn() {
        var nested = Field.at("spec.policies[0]", Map.of("spec", Map.of("ingress", List.of(Map.of()))));
        var broken = Field.at("spec.policies[0]", Map.of("spec", Map.of("ingress", 1)));

        assertThat(NetworkPolicyDecoder.decode(KEY, nested).rules().getFirst().path())
                .isEqualTo("spec.ingress[0]");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> NetworkPolicyDecoder.decode(KEY, broken))
                .withMessage("spec.policies[0].spec.ingress: expected a list, found 1");
    }

    @Test
    void ruleAloneIsReadUnderItsOwnPath() {
        var metadataService = Map.of("to", List.of(Map.of("ipBlock", Map.of("cidr", "169.254.169.254/32"))),
                "ports",
                List.of(Map.of("port", 80)));
        var path = "spec.guarantees[0].never.egress";

        var rule = NetworkPolicyDecoder.rule(Direction.EGRESS, "ai", Field.at(path, metadataService));

        assertThat(rule.path()).isEqualTo(path);
        assertThat(rule.direction()).isEqualTo(Direction.EGRESS);
        assertThat(rule.ports()).isEqualTo(PortSet.of(Protocol.TCP, 80, 80));
        assertThat(rule.peers()).isEqualTo(new Peers(List.of(),
                AddressSet.of(AddressRange.parseCidr("169.254.169.254/32").orElseThrow()),
                PodAddresses.UP_TO_ENFORCER, Set.of()));
    }

    private static Stream<Field> cases(String file) throws IOException {
        try (var stream = NetworkPolicyDecoderTest.class.getResourceAsStream("/policy/kubernetes/" + file)) {
            var tree = new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(stream, file));
            return Field.root(tree).items().stream();
        }
    }

    private static Field document(Field golden) {
        var document = new HashMap<String, Object>();
        document.put("spec", golden.get("spec").raw());
        return Field.root(document);
    }
}
