package dev.ringfence.manifests;

import dev.ringfence.model.Labels;
import dev.ringfence.model.Workload;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.Map;
import java.util.TreeMap;

/// Reads objects that make pods: Deployments and their like.
final class WorkloadDecoder {

    private WorkloadDecoder() {}

    /// An object that makes pods.
    ///
    /// @param template what its pods look like
    /// @param labels the labels of its pods
    /// @param idle whether it makes none at the moment, as the former ReplicaSets of a Deployment do
    record Decoded(ObjectMetadata metadata, Workload workload, Field template, Labels labels, boolean idle) {}

    static Decoded decode(ManifestKind kind, Field document, String defaultNamespace) {
        document.only("apiVersion", "kind", "metadata", "spec", "status");
        var metadata = ObjectMetadata.namespaced(document, defaultNamespace);
        var template = template(kind, document.get("spec"));
        if (!template.present()) {
            throw template.invalid("the template of the pods");
        }
        template.only("metadata", "spec");
        var workload = new Workload(document.get("apiVersion").text(), document.get("kind").text(),
                metadata.namespace(), metadata.name());
        var idle = Integer.valueOf(0).equals(document.get("spec").get("replicas").raw());
        return new Decoded(metadata, workload, template, labels(kind, template, metadata), idle);
    }

    private static Field template(ManifestKind kind, Field spec) {
        return kind == ManifestKind.CRON_JOB
                ? spec.get("jobTemplate").get("spec").get("template")
                : spec.get("template");
    }

    private static Labels labels(ManifestKind kind, Field template, ObjectMetadata metadata) {
        var labels = new TreeMap<>(
                LabelSelectorDecoder.labels(template.get("metadata").get("labels")));
        if (kind == ManifestKind.JOB) {
            labels.putAll(Map.of("job-name", metadata.name(), "batch.kubernetes.io/job-name",
                    metadata.name()));
        }
        return Labels.of(labels);
    }
}
