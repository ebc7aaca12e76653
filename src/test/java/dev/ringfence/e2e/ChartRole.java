package dev.ringfence.e2e;

import static org.awaitility.Awaitility.await;

import dev.ringfence.chart.Chart;
import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The service account and the roles of the Helm chart, as one release of it makes them; can be taken away piece by piece.
final class ChartRole {
    private final ControlPlane plane;
    private final String namespace;
    private final List<HasMetadata> roles;

    private ChartRole(ControlPlane plane, String namespace, List<HasMetadata> roles) {
        this.plane = plane;
        this.namespace = namespace;
        this.roles = roles;
    }

    /// One request that a role allows, in one namespace or, if that is empty, in the whole cluster.
    record Permission(String namespace, String group, String resource, String verb) {

        /// The resource as Ringfence names it, with its group.
        String qualifiedResource() {
            var parts = resource.split("/", 2);
            var qualified = group.isEmpty() ? parts[0] : parts[0] + "." + group;
            return parts.length == 2 ? qualified + "/" + parts[1] : qualified;
        }

        @Override
        public String toString() {
            return verb + " " + qualifiedResource();
        }
    }

    /// Gives the service account what the chart gives it under these values.
    ///
    /// @param namespace of the release; its name is also the one of all objects, so that releases do not meet
    /// @param folder an empty one
    static ChartRole install(ControlPlane plane, String namespace, Path folder, Map<String, Object> rbac) {
        var rendering = Chart.copy(folder).render(namespace,
                Map.of("fullnameOverride", namespace, "rbac", rbac));
        var objects = plane.admin().load(new ByteArrayInputStream(rendering.yaml("ServiceAccount",
                "ClusterRole", "Role", "ClusterRoleBinding", "RoleBinding").getBytes(StandardCharsets.UTF_8)))
                .items();
        objects.forEach(object -> plane.admin().resource(object).serverSideApply());
        var role = new ChartRole(plane, namespace, objects.stream()
                .filter(object -> object instanceof ClusterRole || object instanceof Role).toList());
        role.grantAllBut("");
        return role;
    }

    /// The namespace of the release, and of the lease.
    String namespace() {
        return namespace;
    }

    /// Everything that the chart allows.
    List<Permission> all() {
        return roles.stream().flatMap(role -> rules(role).stream()
                .flatMap(rule -> permissions(role, rule))).toList();
    }

    private static List<PolicyRule> rules(HasMetadata role) {
        return role instanceof ClusterRole everywhere ? everywhere.getRules() : ((Role) role).getRules();
    }

    private static Stream<Permission> permissions(HasMetadata role, PolicyRule rule) {
        var inside = Objects.requireNonNullElse(role.getMetadata().getNamespace(), "");
        return rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream()
                        .map(verb -> new Permission(inside, group, resource, verb))));
    }

    /// Allows everything that the chart allows but one thing, and waits until it is so.
    void grantAllBut(String missing) {
        for (var role : roles) {
            var left = rules(role).stream().flatMap(rule -> permissions(role, rule))
                    .filter(permission -> !permission.toString().equals(missing)).map(ChartRole::rule)
                    .toList();
            plane.admin().resource(role instanceof ClusterRole everywhere
                    ? new ClusterRoleBuilder(everywhere).withRules(left).build()
                    : new RoleBuilder((Role) role).withRules(left).build()).forceConflicts()
                    .serverSideApply();
        }
        await("the authorizer knows of it").atMost(Duration.ofSeconds(30)).until(() -> all().stream()
                .allMatch(permission -> isAllowed(permission) != permission.toString().equals(missing)));
    }

    private static PolicyRule rule(Permission permission) {
        return new PolicyRuleBuilder().withApiGroups(permission.group())
                .withResources(permission.resource()).withVerbs(permission.verb()).build();
    }

    private boolean isAllowed(Permission permission) {
        var parts = permission.resource().split("/", 2);
        var review = new SubjectAccessReviewBuilder().withNewSpec()
                .withUser("system:serviceaccount:" + namespace + ":" + namespace)
                .withNewResourceAttributes().withNamespace(permission.namespace())
                .withGroup(permission.group()).withResource(parts[0])
                .withSubresource(parts.length == 2 ? parts[1] : "").withVerb(permission.verb())
                .endResourceAttributes().endSpec().build();
        return plane.admin().authorization().v1().subjectAccessReview().create(review).getStatus()
                .getAllowed();
    }

    /// A kubeconfig file with a token of the service account, such as a pod has.
    Path kubeconfig(Path folder) {
        var token = plane.admin().serviceAccounts().inNamespace(namespace).withName(namespace)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(7_200L).endSpec()
                        .build())
                .getStatus().getToken();
        try {
            return Files.writeString(Files.createTempFile(folder, "kubeconfig", ".yaml"), """
                    apiVersion: v1
                    kind: Config
                    current-context: pod
                    clusters:
                      - {name: test, cluster: {server: "%s", certificate-authority: "%s"}}
                    users:
                      - {name: pod, user: {token: "%s"}}
                    contexts:
                      - {name: pod, context: {cluster: test, user: pod}}
                    """.formatted(plane.url(), plane.config(ControlPlane.ADMIN).getCaCertFile(), token));
        } catch (IOException failure) {
            throw new UncheckedIOException("a kubeconfig must be writable in " + folder, failure);
        }
    }
}
