package dev.ringfence.cluster.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
    private final Translation translation = new Translation();
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aNamespaceOfNothingButANameIsAlive() {
        assertThat(namespace("metadata: {name: shop}"))
                .isEqualTo(new Namespace("shop", "", Labels.EMPTY, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{metadata: {name: shop, deletionTimestamp: '2026-01-01T00:00:00Z'}}",
            "{metadata: {name: shop}, status: {phase: Terminating}}"})
    void aNamespaceWhoseDeletionHasBegunIsTerminating(String namespace) {
        assertThat(namespace(namespace).terminating()).isTrue();
    }

    @Test
    void aNamespaceKeepsItsLabels() {
        assertThat(
                namespace("{metadata: {name: shop, uid: u, labels: {team: data}}, status: {phase: Active}}"))
                .isEqualTo(new Namespace("shop", "u", Labels.of(Map.of("team", "data")), false));
    }

    @Test
    void aPolicyOfNothingButANameHasADocumentThatSaysWhatItIs() {
        assertThat(policy("metadata: {name: open}")).isEqualTo(new PolicyObject(
                new PolicyKey("NetworkPolicy", "", "open"), "networking.k8s.io/v1", "", "", Optional.empty(),
                Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                        Map.of("name", "open"))));
    }

    @Test
    void aPolicyWithoutANameIsRefused() {
        assertThatThrownBy(() -> policy("spec: {}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata.name must be a name, but was absent");
    }

    @Test
    void ofAPolicysStatusOnlyTheWordOfItsEnforcerIsKeptThatItIsRefused() {
        var policy = policy("""
                metadata: {name: open}
                status:
                  nodes: {a: {ok: true}}
                  conditions:
                    - {type: Ready, status: "False"}
                    - {type: Valid, status: "False", message: two parsers, lastTransitionTime: now}
                """);

        assertThat(policy.tree()).containsEntry("status", Map.of("conditions",
                List.of(Map.of("type", "Valid", "status", "False", "message", "two parsers"))));
        assertThat(policy("""
                metadata: {name: open}
                status: {conditions: [{type: Valid, status: "True"}]}
                """).tree()).doesNotContainKey("status");
    }

    @Test
    void aPolicyKeepsItsWholeSpecWithAbsentAndEmptyAndNullApart() {
        var policy = policy(
                """
                        metadata:
                          {name: open, namespace: shop, uid: u1, resourceVersion: "17", labels: {team: data}, annotations: {a: b}}
                        spec: {podSelector: {}, ingress: [{from: null}, {ports: [{port: 80, endPort: 90}]}], egress: []}
                        status: {conditions: []}
                        """);

        assertThat(policy.key()).isEqualTo(new PolicyKey("NetworkPolicy", "shop", "open"));
        assertThat(policy.uid()).isEqualTo("u1");
        assertThat(policy.resourceVersion()).isEqualTo("17");
        assertThat(policy.tree()).doesNotContainKey("status");
        assertThat(policy.tree().get("metadata"))
                .isEqualTo(Map.of("name", "open", "namespace", "shop", "labels", Map.of("team", "data")));
        assertThat(policy.tree().get("spec")).hasToString(
                "{podSelector={}, ingress=[{from=null}, {ports=[{port=80, endPort=90}]}], egress=[]}");
    }

    @Test
    void nobodyCanChangeATree() {
        var policy = policy("{metadata: {name: open}, spec: {podSelector: {}}}");

        assertThatThrownBy(() -> policy.tree().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(policy.tree().get("spec")).isInstanceOfSatisfying(Map.class,
                spec -> assertThatThrownBy(spec::clear)
                        .isInstanceOf(UnsupportedOperationException.class));
    }

    @Test
    void theLastChangeIsTheNewestThatTouchedTheSpec() {
        assertThat(
                policy("""
                        metadata:
                          name: open
                          managedFields:
                            - {manager: first, operation: Apply, time: "2026-01-01T00:00:00Z", fieldsV1: {"f:spec": {}}}
                            - {manager: second, operation: Update, time: "2026-01-02T00:00:00Z", fieldsV1: {"f:spec": {}}}
                            - {manager: labeller, operation: Update, time: "2026-01-03T00:00:00Z", fieldsV1: {"f:metadata": {}}}
                            - {manager: status, operation: Update, time: "2026-01-04T00:00:00Z", subresource: status, fieldsV1: {"f:spec": {}}}
                            - {manager: timeless, operation: Update, fieldsV1: {"f:spec": {}}}
                            - {manager: nonsense, operation: Update, time: yesterday, fieldsV1: {"f:spec": {}}}
                        """)
                        .changedBy())
                .contains(new FieldChange("second", "Update", Instant.parse("2026-01-02T00:00:00Z")));
    }

    @Test
    void aRepairIsNotBlamedForWhatFollowedIt() {
        var repaired = """
                metadata:
                  name: open
                  managedFields:
                    - {manager: ringfence, operation: Update, time: "2026-01-02T00:00:00Z", fieldsV1: {"f:spec": {}}}
                    - {manager: zed, operation: Update, time: "2026-01-0%sT00:00:00Z", fieldsV1: {"f:spec": {}}}
                """;

        assertThat(policy(repaired.formatted("1")).changedBy()).isEmpty();
        assertThat(policy(repaired.formatted("2")).changedBy()).map(FieldChange::manager).contains("zed");
    }

    @Test
    void theLastChangeIsTheNewestWhereNoneTouchedTheSpec() {
        assertThat(
                policy("""
                        metadata:
                          name: open
                          managedFields:
                            - {time: "2026-01-01T00:00:00+02:00"}
                            - {manager: older, operation: Update, time: "2025-01-03T00:00:00Z", fieldsV1: {"f:metadata": {}}}
                        """)
                        .changedBy())
                .contains(new FieldChange("", "", Instant.parse("2025-12-31T22:00:00Z")));
    }

    @Test
    void aManagersNameIsBoundedAndHarmless() {
        assertThat(
                policy("""
                        metadata:
                          name: open
                          managedFields: [{manager: "evil\\e[2J\\n%s", operation: Apply, time: "2026-01-01T00:00:00Z"}]
                        """
                        .formatted("x".repeat(500))).changedBy().orElseThrow().manager())
                .startsWith("evil\\u001b[2J\\u000axxx").endsWith("x...").hasSize(128);
    }

    @Test
    void aBaselineOfNothingButANameHasNoApprovedPeers() {
        assertThat(baseline("metadata: {name: ai}")).isEqualTo(new BaselineObject("ai",
                BaselineObject.Source.CLUSTER, "", 0, Map.of("apiVersion", "ringfence.dev/v1alpha1", "kind",
                        "IsolationBaseline", "metadata", Map.of("name", "ai")),
                Optional.empty()));
    }

    @Test
    void aBaselineKeepsItsDocumentAndTheApprovedPeersOfItsStatus() {
        var baseline = baseline("""
                metadata: {name: ai, uid: u1, generation: 3}
                spec: {mode: Repair, policies: [{kind: NetworkPolicy, spec: {egress: []}}]}
                unknown: kept
                status: {approvedPeers: {generation: 2, names: [shop/Deployment/web, Namespace/shop, 7]}}
                """);

        assertThat(baseline.generation()).isEqualTo(3);
        assertThat(baseline.uid()).isEqualTo("u1");
        assertThat(baseline.tree()).containsEntry("unknown", "kept").doesNotContainKey("status");
        assertThat(baseline.tree().get("spec"))
                .hasToString("{mode=Repair, policies=[{kind=NetworkPolicy, spec={egress=[]}}]}");
        assertThat(baseline.approvedPeers())
                .contains(
                        new BaselineObject.ApprovedPeers(2, Set.of("shop/Deployment/web", "Namespace/shop")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "text", "{}", "{approvedPeers: 1}", "{approvedPeers: {generation: 1}}",
            "{approvedPeers: {generation: one, names: []}}", "{approvedPeers: {names: [a]}}"})
    void aStatusThatRingfenceDidNotWriteApprovesNobody(String status) {
        assertThat(baseline("{metadata: {name: ai}, status: " + status + "}").approvedPeers()).isEmpty();
    }

    private Namespace namespace(String yaml) {
        return translation
                .namespace(serialization.unmarshal("---\n" + yaml,
                        io.fabric8.kubernetes.api.model.Namespace.class));
    }

    private PolicyObject policy(String yaml) {
        return translation.policy("networking.k8s.io/v1", "NetworkPolicy", generic(yaml));
    }

    private BaselineObject baseline(String yaml) {
        return translation.baseline("ringfence.dev/v1alpha1", "IsolationBaseline", generic(yaml));
    }

    private GenericKubernetesResource generic(String yaml) {
        return serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
    }
}
