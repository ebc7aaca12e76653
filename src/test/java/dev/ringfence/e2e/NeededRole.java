package dev.ringfence.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What Ringfence has to be allowed, bound to one user, and taken away piece by piece.
record NeededRole(KubernetesClient admin, String user) {
    /// Group, resource and verbs; the group of the core is empty.
    private static final String TABLE = """
                              | namespaces                | list watch create patch
                              | pods                      | list watch
            networking.k8s.io | networkpolicies           | list watch create patch delete
            ringfence.dev     | isolationbaselines        | list watch
            ringfence.dev     | isolationbaselines/status | patch
            events.k8s.io     | events                    | create patch
            coordination.k8s.io | leases                  | get create patch
            """;

    /// One request that may be allowed.
    record Permission(String group, String resource, String verb) {

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

    static List<Permission> all() {
        return TABLE.lines().map(line -> line.split("\\|", 3)).flatMap(cells -> Stream
                .of(cells[2].strip().split(" ", -1))
                .map(verb -> new Permission(cells[0].strip(), cells[1].strip(), verb))).toList();
    }

    /// Allows the user everything that is needed but one thing, and waits until it is so.
    void grantAllBut(String missing) {
        var rules = all().stream().filter(permission -> !permission.toString().equals(missing))
                .map(NeededRole::rule).toList();
        admin.resource(new ClusterRoleBuilder().withNewMetadata().withName(user).endMetadata()
                .withRules(rules).build()).createOr(NonDeletingOperation::update);
        admin.resource(new ClusterRoleBindingBuilder().withNewMetadata().withName(user).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", user)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null).build())
                .createOr(NonDeletingOperation::update);
        await("the authorizer knows of it").atMost(Duration.ofSeconds(30)).until(() -> all().stream()
                .allMatch(permission -> isAllowed(permission) != permission.toString().equals(missing)));
    }

    private static PolicyRule rule(Permission permission) {
        return new PolicyRuleBuilder().withApiGroups(permission.group())
                .withResources(permission.resource()).withVerbs(permission.verb()).build();
    }

    private boolean isAllowed(Permission permission) {
        var parts = permission.resource().split("/", 2);
        var review = new SubjectAccessReviewBuilder().withNewSpec().withUser(user)
                .withNewResourceAttributes().withGroup(permission.group()).withResource(parts[0])
                .withSubresource(parts.length == 2 ? parts[1] : "").withVerb(permission.verb())
                .endResourceAttributes().endSpec().build();
        return admin.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed();
    }
}
