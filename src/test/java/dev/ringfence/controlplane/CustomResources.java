package dev.ringfence.controlplane;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The custom resource definitions of a control plane.
record CustomResources(KubernetesClient admin) {
    private static final int SECONDS_TO_ESTABLISH = 60;

    void apply(InputStream yaml) {
        List<HasMetadata> definitions = admin.load(yaml).items();
        for (HasMetadata definition : definitions) {
            admin.resource(definition).forceConflicts().serverSideApply();
        }
        for (HasMetadata definition : definitions) {
            admin.resource(definition).waitUntilCondition(CustomResources::isEstablished,
                    SECONDS_TO_ESTABLISH,
                    TimeUnit.SECONDS);
        }
    }

    /// The conditions, and the status itself, are not there yet for a moment after the definition was stored.
    private static boolean isEstablished(HasMetadata definition) {
        return definition instanceof CustomResourceDefinition crd && crd.getStatus() != null
                && Stream.ofNullable(crd.getStatus().getConditions()).flatMap(List::stream)
                        .anyMatch(condition -> "Established".equals(condition.getType())
                                && "True".equals(condition.getStatus()));
    }
}
