package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartSchemaTest {
    private Chart chart;

    @BeforeAll
    void copy(@TempDir Path folder) {
        chart = Chart.copy(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            replica: 3                                  | additional properties 'replica' not allowed
            replicas: two                               | '/replicas': got string, want integer
            image: {registry: quay.io}                  | '/image': additional properties 'registry' not allowed
            image: {digest: latest}                     | '/image/digest': 'latest' does not match pattern
            image: {repository: "ghcr.io/a/b@sha256:1"} | '/image/repository'
            daemon: {port: 80}                          | '/daemon/port': minimum: got 80, want 1,024
            daemon: {logFormat: xml}                    | '/daemon/logFormat': value must be one of 'json', 'text'
            daemon: {resync: 5 minutes}                 | '/daemon/resync': '5 minutes' does not match pattern
            rbac: {tier: admin}                         | '/rbac/tier': value must be one of 'observe', 'repair'
            rbac: {repair: {namespaces: [Ai]}}          | '/rbac/repair/namespaces/0': 'Ai' does not match pattern
            baselines: {list: [{spec: {scope: {}}}]}    | '/baselines/list/0': missing property 'name'
            baselines: {list: [{name: a, spec: {}}]}    | '/baselines/list/0/spec': missing property 'scope'
            baselines: {list: [{name: a, spec: {mode: Repiar, scope: {}}}]} | '/baselines/list/0/spec/mode': value must be one of 'Observe', 'Repair'
            networkPolicy: {apiServer: {cidrs: [api]}}  | '/networkPolicy/apiServer/cidrs/0': 'api' does not match pattern
            networkPolicy: {apiServer: {ports: []}}     | '/networkPolicy/apiServer/ports': minItems: got 0, want 1
            terminationGracePeriodSeconds: 5            | '/terminationGracePeriodSeconds': minimum: got 5, want 10
            prometheusRule: {for: {IsolationExposed: soon}} | '/prometheusRule/for/IsolationExposed': 'soon' does not match pattern
            """)
    void aWrongValueIsRefusedByItsPlace(String values, String message) {
        assertThatThrownBy(() -> chart.render("guard", Yaml.map(values))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            daemon: {leaderElection: false} | replicas must be at most 1 without daemon.leaderElection, so that no two of them write, but was: 2
            {serviceMonitor: {enabled: true}, podMonitor: {enabled: true}} | expected one of serviceMonitor.enabled and podMonitor.enabled, found both
            baselines: {existingConfigMap: mine, list: [{name: a, spec: {scope: {}}}]} | expected baselines.existingConfigMap or a baselines.list as Files, found both
            baselines: {list: [{name: a, spec: {scope: {}}}, {name: a, spec: {scope: {}}}]} | each name in baselines.list must be there once, but was there again: a
            baselines: {list: [{name: a, spec: {mode: Repair, scope: {}}}]} | baseline a wants mode Repair, which rbac.tier observe does not allow
            baselines: {as: Resources, list: [{name: a, spec: {scope: {}}}]} | baselines.as Resources needs the definition of IsolationBaseline in the cluster, but it is not there yet
            prometheusRule: {enabled: true, disabledAlerts: [NoSuchAlert]} | but named: NoSuchAlert
            """)
    void valuesThatAreWrongTogetherAreRefused(String values, String message) {
        assertThatThrownBy(() -> chart.render("guard", Yaml.map(values))).hasMessageContaining(message);
    }

    @Test
    void theSchemaKnowsExactlyTheKeysOfTheValues() throws IOException {
        var schema = Yaml.map(Files.readString(Chart.SOURCE.resolve("values.schema.json")));
        var known = new TreeSet<String>();
        collectProperties(schema, "", known);
        // Helm itself gives it to a chart that is part of another one.
        known.remove("global");

        var there = new TreeSet<String>();
        collectKeys(schema, Yaml.map(Chart.SOURCE.resolve("values.yaml")), "", there);

        assertThat(there).hasSizeGreaterThan(80).isEqualTo(known);
    }

    /// The places of closed objects, and what may be in them.
    private static void collectProperties(Map<String, Object> schema, String place, Set<String> places) {
        if (isClosed(schema)) {
            Yaml.map(Yaml.at(schema, "properties")).forEach((name, inner) -> {
                places.add(place + name);
                collectProperties(Yaml.map(inner), place + name + ".", places);
            });
        }
    }

    private static void collectKeys(Map<String, Object> schema, Map<String, Object> values, String place,
            Set<String> places) {
        values.forEach((name, value) -> {
            places.add(place + name);
            var inner = Yaml.map(Yaml.at(schema, "properties." + name));
            if (value instanceof Map<?, ?> && isClosed(inner)) {
                collectKeys(inner, Yaml.map(value), place + name + ".", places);
            }
        });
    }

    private static boolean isClosed(Map<String, Object> schema) {
        return Boolean.FALSE.equals(schema.get("additionalProperties"));
    }
}
