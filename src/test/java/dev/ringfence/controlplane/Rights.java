package dev.ringfence.controlplane;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/// What RBAC allows the users of a control plane.
record Rights(KubernetesClient admin) {

    void allow(String user, String group, String resource, List<String> verbs) {
        ClusterRole role = admin.rbac().clusterRoles().resource(new ClusterRoleBuilder()
                .withNewMetadata().withGenerateName("test-").endMetadata()
                .addNewRule().withApiGroups(group).withResources(resource).withVerbs(verbs).endRule()
                .build()).create();
        ClusterRoleBinding binding = new ClusterRoleBindingBuilder()
                .withNewMetadata().withName(role.getMetadata().getName()).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role.getMetadata().getName())
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build();
        admin.rbac().clusterRoleBindings().resource(binding).create();
        // The authorizer learns of bindings by a watch.
        await(user + " may " + verbs + " " + resource).atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> verbs.stream().allMatch(verb -> isAllowed(user, group, resource, verb)));
    }

    private boolean isAllowed(String user, String group, String resource, String verb) {
        String[] parts = resource.split("/", 2);
        SubjectAccessReview review = new SubjectAccessReviewBuilder().withNewSpec().withUser(user)
                .withNewResourceAttributes().withGroup(group).withResource(parts[0])
                .withSubresource(parts.length == 2 ? parts[1] : "").withVerb(verb).endResourceAttributes()
                .endSpec().build();
        return admin.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed();
    }
}
