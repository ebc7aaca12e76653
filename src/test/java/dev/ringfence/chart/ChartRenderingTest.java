package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.manifests.BaselineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartRenderingTest {
    private static final String CONTAINER = "spec.template.spec.containers.0.";
    private Chart chart;

    static List<Path> examples() {
        return Chart.examples();
    }

    @BeforeAll
    void copy(@TempDir Path folder) {
        chart = Chart.copy(folder);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyObjectIsThereOnceAndSaysWhatItBelongsTo(Path values) {
        var rendering = chart.render("guard", values);

        assertThat(rendering.names()).doesNotHaveDuplicates();
        assertThat(rendering.objects()).hasSizeGreaterThan(2).allSatisfy(object -> assertThat(
                Yaml.map(Yaml.at(object, "metadata.labels")))
                .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/version")
                .containsEntry("app.kubernetes.io/instance", "ringfence")
                .containsEntry("app.kubernetes.io/part-of", "ringfence")
                .containsEntry("app.kubernetes.io/managed-by", "Helm")
                .containsEntry("helm.sh/chart", "ringfence-0.1.0"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePodsMayDoNothingOnTheirNodeUnderEveryExample(Path values) {
        var deployment = chart.render("guard", values).only("Deployment");

        assertThat(Yaml.map(Yaml.at(deployment, CONTAINER + "securityContext"))).isEqualTo(Yaml.map("""
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
                """));
        assertThat(Yaml.map(Yaml.at(deployment, "spec.template.spec.securityContext"))).isEqualTo(Yaml.map("""
                runAsNonRoot: true
                runAsUser: 65532
                runAsGroup: 65532
                fsGroup: 65532
                seccompProfile: {type: RuntimeDefault}
                """));
    }

    @Test
    void theDefaultIsTwoReplicasThatSpreadAndAreNotEvictedTogether() {
        var rendering = chart.render("guard", Chart.example("default"));
        var deployment = rendering.only("Deployment");

        assertThat(Yaml.at(deployment, "spec.replicas")).isEqualTo(2);
        assertThat(Yaml.at(deployment, "spec.template.spec.topologySpreadConstraints")).asString()
                .contains("topologyKey=kubernetes.io/hostname", "topologyKey=topology.kubernetes.io/zone");
        assertThat(Yaml.at(deployment, "spec.template.spec.topologySpreadConstraints.0.labelSelector"))
                .isEqualTo(Yaml.at(deployment, "spec.selector"))
                .isEqualTo(Yaml.at(rendering.only("PodDisruptionBudget"), "spec.selector"));
        assertThat(Yaml.at(rendering.only("PodDisruptionBudget"), "spec.maxUnavailable")).isEqualTo(1);
        assertThat(Yaml.map(Yaml.at(deployment, "spec.template.metadata.labels"))).containsAllEntriesOf(
                Yaml.map(Yaml.at(deployment, "spec.selector.matchLabels")));
        assertThat(Yaml.at(rendering.only("Service"), "spec.selector"))
                .isEqualTo(Yaml.at(deployment, "spec.selector.matchLabels"));
        assertThat(Yaml.at(deployment, CONTAINER + "image"))
                .isEqualTo("ghcr.io/ringfence/ringfence:" + Yaml.at(Yaml.map(
                        Chart.SOURCE.resolve("Chart.yaml")), "appVersion"));
    }

    @Test
    void whatTheValuesAddIsThere() {
        var deployment = chart.render("guard", Chart.example("everything")).only("Deployment");

        assertThat(Yaml.at(deployment, CONTAINER + "image")).asString()
                .matches("registry\\.example\\.com:5000/mirror/ringfence@sha256:[0-9a-f]{64}");
        assertThat(Yaml.at(deployment, CONTAINER + "args")).isEqualTo(List.of("run", "--resync=30s"));
        assertThat(Yaml.at(deployment, CONTAINER + "env")).asString().contains(
                "name=RINGFENCE_PORT, value=9090", "name=RINGFENCE_LOG_FORMAT, value=text",
                "name=RINGFENCE_RESYNC, value=30s", "name=RINGFENCE_LEADER_ELECT, value=true",
                "name=RINGFENCE_LEASE_NAMESPACE, value=guard", "name=JAVA_TOOL_OPTIONS");
        assertThat(Yaml.at(deployment, CONTAINER + "volumeMounts")).asString()
                .contains("mountPath=/tmp", "mountPath=/etc/certificates");
        var pod = Yaml.map(Yaml.at(deployment, "spec.template.spec"));
        assertThat(pod).containsKeys("imagePullSecrets", "nodeSelector", "tolerations", "affinity")
                .containsEntry("priorityClassName", "system-cluster-critical")
                .containsEntry("terminationGracePeriodSeconds", 45);
        assertThat(Yaml.map(Yaml.at(deployment, "spec.template.metadata.labels")))
                .containsEntry("sidecar.istio.io/inject", "false").containsEntry("team", "platform");
        assertThat(Yaml.map(Yaml.at(deployment, "metadata.annotations")))
                .containsEntry("example.com/owner", "platform@example.com")
                .containsEntry("example.com/reload", "true");
    }

    @Test
    void theOwnPolicyLetsInWhoReadsAndOutToTheApiServer() {
        var policy = chart.render("guard", Chart.example("default")).only("NetworkPolicy");

        assertThat(Yaml.map(Yaml.at(policy, "spec"))).isEqualTo(Yaml.map("""
                podSelector:
                  matchLabels: {app.kubernetes.io/name: ringfence, app.kubernetes.io/instance: ringfence}
                policyTypes: [Ingress, Egress]
                ingress:
                  - ports: [{port: http, protocol: TCP}]
                    from:
                      - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}
                egress:
                  - ports: [{port: 443, protocol: TCP}, {port: 6443, protocol: TCP}]
                """));
        var closed = chart.render("guard", Yaml.map("networkPolicy: {ingress: {from: []}}"));
        assertThat(Yaml.at(closed.only("NetworkPolicy"), "spec.ingress")).isEqualTo(List.of());
    }

    @Test
    void baselineFilesAreReadableByTheDaemonThatIsToldOfThem(@TempDir Path files) throws IOException {
        var rendering = chart.render("guard", Chart.example("files"));
        for (var file : Yaml.map(Yaml.at(rendering.only("ConfigMap"), "data")).entrySet()) {
            Files.writeString(files.resolve(file.getKey()), file.getValue().toString());
        }

        var baseline = BaselineDecoder.decode(BaselineFiles.load(files).getFirst());
        assertThat(baseline.name()).isEqualTo("ai-workloads");
        assertThat(baseline.policies()).hasSize(1);
        var deployment = rendering.only("Deployment");
        assertThat(Yaml.at(deployment, CONTAINER + "env")).asString()
                .contains("name=RINGFENCE_BASELINE, value=/etc/ringfence/baselines");
        assertThat(Yaml.at(deployment, CONTAINER + "volumeMounts")).asString()
                .contains("name=baselines, mountPath=/etc/ringfence/baselines");
        assertThat(Yaml.at(deployment, "spec.template.spec.volumes")).asString()
                .contains("configMap={name=ringfence-baselines}");
        assertThat(rendering.all("IsolationBaseline")).isEmpty();
    }

    @Test
    void anotherFileRestartsTheDaemonWhichReadsFilesAtItsStart() {
        var values = Yaml.map(Chart.example("files"));
        var other = Yaml.merged(values,
                Yaml.map("baselines: {list: [{name: other, spec: {scope: {namespaces: {names: [a]}}}}]}"));

        assertThat(fileMark(values)).isEqualTo(fileMark(values)).isNotEqualTo("none")
                .isNotEqualTo(fileMark(other));
    }

    private Object fileMark(Map<String, Object> values) {
        var annotations = Yaml.map(Yaml.at(chart.render("guard", values).only("Deployment"),
                "spec.template.metadata.annotations"));
        return annotations.getOrDefault("ringfence.dev/baseline-files", "none");
    }

    @Test
    void aConfigMapOfSomeoneElseIsMounted() {
        var rendering = chart.render("guard", Chart.example("existing-configmap"));

        assertThat(Yaml.at(rendering.only("Deployment"), "spec.template.spec.volumes")).asString()
                .contains("configMap={name=approved-baselines}");
        assertThat(rendering.names()).noneMatch(name -> name.matches(
                "(ConfigMap|ServiceAccount|.*Role|.*Binding|NetworkPolicy|PodDisruptionBudget) .*"));
    }

    @Test
    void theRulesAreThoseOfTheFileWithWhatTheValuesAdd() {
        var file = Yaml.map(Chart.SOURCE.resolve("rules").resolve("ringfence.rules.yaml"));
        var plain = chart.render("guard", Yaml.map("prometheusRule: {enabled: true}"));
        assertThat(Yaml.at(plain.only("PrometheusRule"), "spec.groups")).isEqualTo(Yaml.at(file, "groups"));

        var alert = rules(file).stream().filter(rule -> rule.containsKey("alert")).findFirst().orElseThrow();
        var name = Yaml.at(alert, "alert").toString();
        var changed = chart.render("guard", Yaml.map("""
                prometheusRule:
                  enabled: true
                  labels: {release: prometheus}
                  alertLabels: {team: platform}
                  alertAnnotations: {channel: security}
                  for: {%s: 7m}
                """.formatted(name))).only("PrometheusRule");
        assertThat(Yaml.at(changed, "metadata.labels.release")).isEqualTo("prometheus");
        assertThat(
                rules(Yaml.map(Yaml.at(changed, "spec"))).stream().filter(rule -> rule.containsKey("alert")))
                .allSatisfy(rule -> {
                    assertThat(Yaml.at(rule, "labels.team")).isEqualTo("platform");
                    assertThat(Yaml.at(rule, "annotations.channel")).isEqualTo("security");
                }).filteredOn(rule -> name.equals(rule.get("alert"))).singleElement().satisfies(rule -> {
                    assertThat(rule).containsEntry("for", "7m").containsEntry("expr", alert.get("expr"));
                    assertThat(Yaml.at(rule, "labels.severity")).isEqualTo(Yaml.at(alert, "labels.severity"));
                });

        var without = chart.render("guard",
                Yaml.map("prometheusRule: {enabled: true, disabledAlerts: [%s]}".formatted(name)));
        assertThat(rules(Yaml.map(Yaml.at(without.only("PrometheusRule"), "spec")))).hasSize(
                rules(file).size() - 1).noneMatch(rule -> name.equals(rule.get("alert")));
    }

    private static List<Map<String, Object>> rules(Map<String, Object> file) {
        var rules = new ArrayList<Map<String, Object>>();
        ((List<?>) Yaml.at(file, "groups")).forEach(group -> ((List<?>) Yaml.at(Yaml.map(group), "rules"))
                .forEach(rule -> rules.add(Yaml.map(rule))));
        return rules;
    }

    @Test
    void everyDashboardIsAConfigMapThatTheSidecarFinds(@TempDir Path parent) throws IOException {
        var own = Chart.copy(parent);
        var folder = Files.createDirectories(own.folder().resolve("dashboards"));
        Files.writeString(folder.resolve("one_more.json"), "{\"title\": \"{{ x }} \\u00e9\"}");
        var maps = own.render("guard", Yaml.map("dashboards: {enabled: true, annotations: {folder: f}}"))
                .all("ConfigMap").toList();

        try (var files = Files.list(folder)) {
            assertThat(maps.stream().map(map -> Yaml.map(Yaml.at(map, "data")).keySet().iterator().next()))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(maps).allSatisfy(map -> {
            assertThat(Yaml.at(map, "metadata.labels.grafana_dashboard")).isEqualTo("1");
            assertThat(Yaml.at(map, "metadata.annotations.folder")).isEqualTo("f");
        }).anySatisfy(map -> {
            assertThat(Rendering.name(map)).isEqualTo("ConfigMap guard/ringfence-one-more");
            assertThat(Yaml.map(Yaml.at(map, "data"))).containsEntry("one_more.json",
                    "{\"title\": \"{{ x }} \\u00e9\"}");
        });
    }

    @Test
    void aMonitorScrapesThePortByItsName() {
        var service = chart.render("guard", Chart.example("everything")).only("ServiceMonitor");
        var pod = chart.render("guard", Chart.example("pod-monitor")).only("PodMonitor");

        assertThat(Yaml.map(Yaml.at(service, "spec.endpoints.0"))).containsEntry("port", "http")
                .containsEntry("path", "/metrics").containsEntry("interval", "30s")
                .containsEntry("scrapeTimeout", "10s").containsKeys("relabelings", "metricRelabelings");
        assertThat(Yaml.map(Yaml.at(pod, "spec.podMetricsEndpoints.0"))).isEqualTo(
                Map.of("port", "http", "path", "/metrics", "interval", "30s"));
    }
}
