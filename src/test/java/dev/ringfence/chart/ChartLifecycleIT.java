package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart as a release on an API server of its own, where no definition of ours is beforehand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartLifecycleIT {
    private static final String NAMESPACE = "guard";
    private static final String DEFINITION = "isolationbaselines.ringfence.dev";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ResourceDefinitionContext BASELINES = new ResourceDefinitionContext.Builder()
            .withGroup("ringfence.dev").withVersion("v1alpha1").withKind("IsolationBaseline")
            .withPlural("isolationbaselines").withNamespaced(false).build();

    private ControlPlane plane;
    private Chart chart;

    static List<Path> examples() {
        return Chart.examples();
    }

    @BeforeAll
    void launch() {
        plane = ControlPlane.launch();
        for (var namespace : List.of(NAMESPACE, "ai-workloads")) {
            plane.admin().resource(new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata()
                    .build()).create();
        }
        for (var kind : List.of("ServiceMonitor", "PodMonitor", "PrometheusRule")) {
            plane.applyCrds(new ByteArrayInputStream(
                    monitoringDefinition(kind).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// The kinds of the Prometheus operator, which accept anything here.
    private static String monitoringDefinition(String kind) {
        var singular = kind.toLowerCase(Locale.ROOT);
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$ss.monitoring.coreos.com}
                spec:
                  group: monitoring.coreos.com
                  scope: Namespaced
                  names: {kind: %2$s, plural: %1$ss, singular: %1$s}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(singular, kind);
    }

    @AfterAll
    void stop() {
        plane.stop();
    }

    @BeforeEach
    void forgetDefinition(@TempDir Path copy) {
        chart = Chart.copy(copy);
        plane.admin().apiextensions().v1().customResourceDefinitions().withName(DEFINITION).delete();
        await().atMost(PATIENCE).until(() -> plane.admin().apiextensions().v1().customResourceDefinitions()
                .withName(DEFINITION).get() == null);
    }

    @AfterEach
    void uninstall() {
        Helm.uninstall("ringfence").withNamespace(NAMESPACE).ignoreNotFound()
                .withKubeConfig(plane.kubeconfig(ControlPlane.ADMIN)).call();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleInstallsUpgradesAndLeavesOnlyWhatIsKept(Path values) {
        assertThat(install(chart.helm(), values).getStatus()).isEqualTo("deployed");
        var made = objects(chart.render(NAMESPACE, values));
        assertThat(made).hasSizeGreaterThan(2).allSatisfy(object -> assertThat(isThere(object)).isTrue());

        assertThat(upgrade(values).getStatus()).isEqualTo("deployed");
        assertThat(made).allSatisfy(object -> assertThat(isThere(object)).isTrue());

        uninstall();

        assertThat(made.stream().filter(this::isThere).map(HasMetadata::getKind)).containsExactlyElementsOf(
                made.stream().map(HasMetadata::getKind)
                        .filter(kind -> kind.equals("CustomResourceDefinition"))
                        .toList());
    }

    @Test
    void anUpgradeFromAnOlderChartBringsItsDefinitionAndKeepsTheBaselines(@TempDir Path packages) {
        install(olderPackage(packages), Chart.example("default"));
        assertThat(columns()).isNotEmpty().doesNotContain("Drifts");
        approveByHand();

        var upgraded = upgrade(values("mode: Observe"));

        assertThat(upgraded.getChart()).isEqualTo("ringfence-0.1.0");
        assertThat(columns()).contains("Drifts");
        assertThat(baseline("by-hand").getMetadata().getUid()).isNotEmpty();
        assertThat(baseline("ai-workloads").<String>get("spec", "mode")).isEqualTo("Observe");
    }

    @Test
    void baselineObjectsFollowTheValuesAndOutliveTheRelease() {
        assertThatThrownBy(() -> install(chart.helm(), values("mode: Observe")))
                .hasMessageContaining("needs the definition of IsolationBaseline in the cluster");
        assertThat(install(chart.helm(), Chart.example("default")).getOutput())
                .contains("tier observe", "guards nothing until there is one");
        awaitBaselines(List.of());

        upgrade(values("mode: Observe"));
        var uid = baseline("ai-workloads").getMetadata().getUid();
        upgrade(values("{mode: Repair, foreignPolicies: Delete}"));
        assertThat(baseline("ai-workloads").<String>get("spec", "mode")).isEqualTo("Repair");
        upgrade(values("mode: Repair"));
        assertThat(baseline("ai-workloads").<String>get("spec", "foreignPolicies")).isEqualTo("Report");
        assertThat(baseline("ai-workloads").getMetadata().getUid()).isEqualTo(uid);

        uninstall();
        awaitBaselines(List.of("ai-workloads"));
        assertThatThrownBy(() -> install(chart.helm(), values("mode: Observe"))).hasMessageContaining(
                "baseline ai-workloads is in the cluster already and has another spec");
        install(chart.helm(), values("mode: Repair"));
        assertThat(baseline("ai-workloads").getMetadata().getUid()).isEqualTo(uid);
    }

    /// The reference case as an object, with something changed in its spec.
    private Path values(String change) {
        var example = Yaml.map(Chart.example("repair-namespaced"));
        var spec = Yaml.merged(Yaml.map(Yaml.at(example, "baselines.list.0.spec")), Yaml.map(change));
        return chart.valuesFile(Yaml.merged(example, Map.of("baselines",
                Map.of("as", "Resources", "list", List.of(Map.of("name", "ai-workloads", "spec", spec))))));
    }

    /// The chart as it might have been before: another version, and a definition without one of its columns.
    private Helm olderPackage(Path packages) {
        var column = Pattern.compile("^ +- name: Drifts\\R.*\\R.*\\R.*\\R", Pattern.MULTILINE);
        Chart.copy(packages.resolve("source"))
                .edit("Chart.yaml", text -> text.replace("\nversion: 0.1.0", "\nversion: 0.0.9"))
                .edit("files/" + DEFINITION + ".yaml", text -> column.matcher(text).replaceFirst(""))
                .helm().packageIt().withDestination(packages).call();
        return new Helm(packages.resolve("ringfence-0.0.9.tgz"));
    }

    private void approveByHand() {
        var spec = Yaml.map("scope: {namespaces: {names: [by-hand]}}");
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> plane.admin().genericKubernetesResources(BASELINES)
                        .resource(new GenericKubernetesResourceBuilder()
                                .withApiVersion("ringfence.dev/v1alpha1").withKind("IsolationBaseline")
                                .withNewMetadata().withName("by-hand").endMetadata()
                                .addToAdditionalProperties("spec", spec).build())
                        .create() != null);
    }

    private Release install(Helm helm, Path values) {
        return helm.install().withName("ringfence").withNamespace(NAMESPACE)
                .withKubeConfig(plane.kubeconfig(ControlPlane.ADMIN)).withValuesFile(values).call();
    }

    private Release upgrade(Path values) {
        return chart.helm().upgrade().withName("ringfence").withNamespace(NAMESPACE)
                .withKubeConfig(plane.kubeconfig(ControlPlane.ADMIN)).withValuesFile(values).call();
    }

    private List<HasMetadata> objects(Rendering rendering) {
        return plane.admin().load(new ByteArrayInputStream(
                rendering.text().getBytes(StandardCharsets.UTF_8))).items();
    }

    private boolean isThere(HasMetadata object) {
        return plane.admin().resource(object).get() != null;
    }

    /// The API server may still be about to serve a definition that it has just taken.
    private void awaitBaselines(List<String> names) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .untilAsserted(() -> assertThat(baselineNames()).isEqualTo(names));
    }

    private List<String> baselineNames() {
        return plane.admin().genericKubernetesResources(BASELINES).list().getItems().stream()
                .map(item -> item.getMetadata().getName()).toList();
    }

    private GenericKubernetesResource baseline(String name) {
        return plane.admin().genericKubernetesResources(BASELINES).withName(name).require();
    }

    private List<String> columns() {
        return plane.admin().apiextensions().v1().customResourceDefinitions().withName(DEFINITION).require()
                .getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
                .map(column -> column.getName()).toList();
    }
}
