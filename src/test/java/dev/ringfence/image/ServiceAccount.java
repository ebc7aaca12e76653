package dev.ringfence.image;

import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A service account that may do everything, in a namespace.
record ServiceAccount(ControlPlane plane, String namespace) {
    private static final String NAME = "ringfence";

    /// Creates it, and writes the files that a kubelet would mount; returns their folder.
    Path write(Path folder) throws IOException {
        var admin = plane.admin();
        admin.resource(new ServiceAccountBuilder().withNewMetadata().withNamespace(namespace).withName(NAME)
                .endMetadata().build()).create();
        admin.resource(new ClusterRoleBindingBuilder().withNewMetadata().withName(namespace).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("", "ServiceAccount", NAME, namespace).build()).create();
        var token = admin.serviceAccounts().inNamespace(namespace).withName(NAME)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build()).getStatus()
                .getToken();
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("namespace"), namespace);
        Files.copy(Path.of(plane.config(ControlPlane.ADMIN).getCaCertFile()), folder.resolve("ca.crt"));
        // The container's user is another one than that of the test.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
