package dev.ringfence.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.controlplane.CommandResult;
import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.model.tree.Field;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@WithControlPlane
class BaselineCrdIT {
    private static final String NAME = "crd-test";
    private static final Map<String, Object> SCOPE = Map.of("namespaces",
            Map.of("names", List.of("nowhere")));

    @AfterEach
    void removeBaseline(ControlPlane plane) {
        plane.admin().resource(baseline(Map.of())).delete();
    }

    @Test
    void completeDocumentComesBackAsItWasApplied(ControlPlane plane) throws IOException {
        var spec = load("ai-workloads.yaml").get("spec").tree();

        var stored = plane.admin().resource(baseline(spec)).serverSideApply();

        assertThat(stored.getAdditionalProperties().get("spec")).isEqualTo(spec);
        assertThat(stored.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsDefaulted(ControlPlane plane) {
        var stored = plane.admin().resource(baseline(Map.of("scope", SCOPE))).serverSideApply();

        assertThat(stored.getAdditionalProperties().get("spec")).isEqualTo(
                Map.of("mode", "Observe", "foreignPolicies", "Report", "scope", Map.of("otherPods", "Report",
                        "namespaces", Map.of("names", List.of("nowhere"), "create", false))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void apiServerSaysWhatIsWrong(Map<String, Object> spec, String message, ControlPlane plane) {
        var resource = plane.admin().resource(baseline(spec));

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> resource.dryRun().serverSideApply()).withMessageContaining(message);
    }

    static Stream<Arguments> refused() throws IOException {
        return cases().filter(refused -> refused.get("apiServer").present())
                .map(refused -> Arguments.of(spec(refused), refused.get("apiServer").text()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("left")
    void whatTheApiServerLeavesToRingfenceReachesItUnchanged(Map<String, Object> spec, String refused,
            ControlPlane plane) {
        var stored = plane.admin().resource(baseline(spec)).dryRun().serverSideApply();

        var members = new HashMap<>(spec);
        members.remove("scope");
        assertThat(Field.root(stored.getAdditionalProperties().get("spec")).tree()).as(refused)
                .containsAllEntriesOf(members);
    }

    static Stream<Arguments> left() throws IOException {
        return cases().filter(refused -> !refused.get("apiServer").present())
                .map(refused -> Arguments.of(spec(refused), refused.get("refused").text()));
    }

    @Test
    void kubectlAnswersWhetherPodsAreIsolated(ControlPlane plane) {
        plane.admin().resource(baseline(Map.of("mode", "Repair", "scope", SCOPE))).serverSideApply();
        writeStatus(plane);

        var narrow = kubectl(plane, "get", "ib", NAME);
        var wide = kubectl(plane, "get", "ib", NAME, "-o", "wide");

        assertThat(columns(narrow, 0)).containsExactly("NAME", "MODE", "ISOLATED", "REASON", "NAMESPACES",
                "PODS",
                "DRIFTS", "AGE");
        assertThat(columns(narrow, 1)).startsWith(NAME, "Repair", "False", "Loosened", "1", "12", "3")
                .hasSize(8);
        assertThat(columns(wide, 0)).endsWith("AGE", "READY", "ENFORCED", "MESSAGE");
        assertThat(columns(wide, 1)).endsWith("True", "Unknown", "debug-open");
    }

    @Test
    void statusIsASubresource(ControlPlane plane) {
        plane.admin().resource(baseline(Map.of("scope", SCOPE))).serverSideApply();
        writeStatus(plane);

        var stored = plane.admin().resource(baseline(Map.of())).get();

        assertThat(stored.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(stored.getAdditionalProperties().get("status")).isEqualTo(status());
    }

    @Test
    void baselineIsFoundByItsCategory(ControlPlane plane) {
        plane.admin().resource(baseline(Map.of("scope", SCOPE))).serverSideApply();

        assertThat(kubectl(plane, "get", "ringfence", "-o", "name"))
                .contains("isolationbaseline.ringfence.dev/" + NAME);
    }

    private static void writeStatus(ControlPlane plane) {
        var baseline = baseline(Map.of());
        baseline.setAdditionalProperty("status", status());
        plane.admin().resource(baseline).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE),
                baseline);
    }

    private static Map<String, Object> status() {
        return Map.of("observedGeneration", 1, "guarded", Map.of("namespaces", 1, "pods", 12),
                "drift", Map.of("open", 3, "loosened", 2), "namespaces", List.of("nowhere"),
                "policies", List.of("NetworkPolicy nowhere/isolation"),
                "approvedPeers", Map.of("generation", 1, "names", List.of("nowhere/Deployment/collector")),
                "conditions", List.of(condition("Ready", "True", "InForce", ""),
                        condition("Isolated", "False", "Loosened", "debug-open"),
                        condition("Enforced", "Unknown", "NotSeen", "")));
    }

    private static Map<String, Object> condition(String type, String status, String reason, String message) {
        return Map.of("type", type, "status", status, "reason", reason, "message", message,
                "observedGeneration", 1,
                "lastTransitionTime", "2026-01-01T00:00:00Z");
    }

    private static String kubectl(ControlPlane plane, String... arguments) {
        CommandResult result = plane.kubectl(ControlPlane.ADMIN, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static List<String> columns(String table, int line) {
        return List.of(table.lines().toList().get(line).trim().split("\\s+"));
    }

    private static GenericKubernetesResource baseline(Map<String, Object> spec) {
        var baseline = new GenericKubernetesResource();
        baseline.setApiVersion(Baseline.API_VERSION);
        baseline.setKind(Baseline.KIND);
        baseline.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
        if (!spec.isEmpty()) {
            baseline.setAdditionalProperty("spec", spec);
        }
        return baseline;
    }

    private static Map<String, Object> spec(Field refused) {
        var spec = new HashMap<String, Object>(Map.of("scope", SCOPE));
        refused.get("spec").members().forEach((name, member) -> spec.put(name, member.raw()));
        return spec;
    }

    private static Stream<Field> cases() throws IOException {
        return load("refused.yaml").items().stream();
    }

    private static Field load(String file) throws IOException {
        try (var stream = BaselineCrdIT.class.getResourceAsStream("/baseline/" + file)) {
            return Field.root(new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(stream, file)));
        }
    }
}
