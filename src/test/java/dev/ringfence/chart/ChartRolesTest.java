package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartRolesTest {
    private static final List<String> READ = List.of(
            "ClusterRole ringfence: list,watch namespaces,pods",
            "ClusterRole ringfence: list,watch networkpolicies.networking.k8s.io",
            "ClusterRole ringfence: list,watch isolationbaselines.ringfence.dev",
            "ClusterRole ringfence: patch isolationbaselines/status.ringfence.dev",
            "ClusterRole ringfence: create,patch events.events.k8s.io",
            "Role guard/ringfence-lease: get,create,patch leases.coordination.k8s.io");
    private Chart chart;

    static List<Path> examples() {
        return Chart.examples();
    }

    @BeforeAll
    void copy(@TempDir Path folder) {
        chart = Chart.copy(folder);
    }

    @Test
    void whoObservesWritesNothingButStatusEventsAndItsLease() {
        assertThat(rules(Yaml.map("rbac: {tier: observe}"))).containsExactlyElementsOf(READ);
    }

    @Test
    void whoRepairsMayWriteWhatTheValuesSayAndNoMore() {
        assertThat(rules(Yaml.map("rbac: {tier: repair}"))).containsAll(READ).hasSize(READ.size() + 1)
                .contains("ClusterRole ringfence-repair: create,patch networkpolicies.networking.k8s.io");
        assertThat(rules(Yaml.map("""
                rbac:
                  tier: repair
                  repair: {deletePolicies: true, labelNamespaces: true, createNamespaces: true}
                """))).containsAll(READ).hasSize(READ.size() + 3).contains(
                "ClusterRole ringfence: create namespaces",
                "ClusterRole ringfence-repair: create,patch,delete networkpolicies.networking.k8s.io",
                "ClusterRole ringfence-repair: patch namespaces");
    }

    @Test
    void whoRepairsOtherKindsMayWriteTheseAndDeleteNoneOfTheWholeCluster() {
        assertThat(rules(Yaml.map("""
                rbac:
                  tier: repair
                  repair:
                    namespaces: [ai]
                    deletePolicies: true
                    policyKinds: [CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy, AdminNetworkPolicy]
                """))).containsAll(READ).hasSize(READ.size() + 3).contains(
                "ClusterRole ringfence: create,patch ciliumclusterwidenetworkpolicies.cilium.io",
                "ClusterRole ringfence: create,patch adminnetworkpolicies.policy.networking.k8s.io",
                "Role ai/ringfence-repair: create,patch,delete ciliumnetworkpolicies.cilium.io");
    }

    @Test
    void whoRepairsSomeNamespacesMayWriteThereOnly() {
        assertThat(rules(Yaml.map("""
                rbac:
                  tier: repair
                  repair: {namespaces: [ai, lab], labelNamespaces: true}
                """))).containsAll(READ).hasSize(READ.size() + 4).contains(
                "Role ai/ringfence-repair: create,patch networkpolicies.networking.k8s.io",
                "Role ai/ringfence-repair: patch namespaces",
                "Role lab/ringfence-repair: create,patch networkpolicies.networking.k8s.io",
                "Role lab/ringfence-repair: patch namespaces");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noExampleMayTouchSecretsOrHasAWildcard(Path values) {
        assertThat(rules(chart.render("guard", values))).allSatisfy(
                rule -> assertThat(rule).doesNotContain("secrets").doesNotContain("*"));
    }

    @Test
    void everyRoleIsBoundToTheServiceAccountAndNothingElseIs() {
        var rendering = chart.render("guard", Chart.example("everything"));

        var bound = Stream.of("ClusterRoleBinding", "RoleBinding").flatMap(rendering::all).toList();
        assertThat(bound.stream().map(binding -> Yaml.at(binding, "roleRef.kind") + " "
                + Yaml.at(binding, "roleRef.name"))).containsExactlyInAnyOrderElementsOf(
                        Stream.of("ClusterRole", "Role").flatMap(rendering::all)
                                .map(role -> role.get("kind") + " " + Yaml.at(role, "metadata.name"))
                                .toList());
        assertThat(bound).allSatisfy(binding -> assertThat(Yaml.at(binding, "subjects")).isEqualTo(
                List.of(Map.of("kind", "ServiceAccount", "name", "guard", "namespace", "guard"))));
        assertThat(Yaml.at(rendering.only("Deployment"), "spec.template.spec.serviceAccountName"))
                .isEqualTo(Yaml.at(rendering.only("ServiceAccount"), "metadata.name")).isEqualTo("guard");
    }

    private List<String> rules(Map<String, Object> values) {
        return rules(chart.render("guard", values));
    }

    private static List<String> rules(Rendering rendering) {
        return Stream.of("ClusterRole", "Role").flatMap(rendering::all)
                .flatMap(role -> ((List<?>) Yaml.at(role, "rules")).stream()
                        .map(rule -> Rendering.name(role) + ": " + rule(Yaml.map(rule))))
                .toList();
    }

    private static String rule(Map<String, Object> rule) {
        var group = words(rule, "apiGroups");
        return words(rule, "verbs") + " " + words(rule, "resources") + (group.isEmpty() ? "" : "." + group);
    }

    private static String words(Map<String, Object> rule, String member) {
        return String.join(",", ((List<?>) Yaml.at(rule, member)).stream().map(Object::toString).toList());
    }
}
