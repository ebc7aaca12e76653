package dev.ringfence.cluster.translate;

import dev.ringfence.model.Workload;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.regex.Pattern;

/// What a pod belongs to, from its owner references and the names that Kubernetes' own controllers give.
final class Workloads {
    /// A CronJob names its jobs by itself and the scheduled minute, counted since 1970.
    private static final Pattern JOB_OF_CRON_JOB = Pattern.compile("(?<name>.+)-\\d{8,}");
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private Workloads() {}

    /// The controller at the root of the owners of the pod with `metadata`; the pod itself where no controller owns it.
    static Workload of(ObjectMeta metadata) {
        var namespace = OrEmpty.text(metadata.getNamespace());
        for (var owner : OrEmpty.list(metadata.getOwnerReferences())) {
            if (Boolean.TRUE.equals(owner.getController())) {
                return root(new Workload(OrEmpty.text(owner.getApiVersion()), OrEmpty.text(owner.getKind()),
                        namespace,
                        OrEmpty.text(owner.getName())), metadata);
            }
        }
        return new Workload("v1", "Pod", namespace, OrEmpty.text(metadata.getName()));
    }

    private static Workload root(Workload owner, ObjectMeta pod) {
        return switch (owner.kind()) {
            case "ReplicaSet" ->
                deployment(owner, OrEmpty.text(OrEmpty.map(pod.getLabels()).get(TEMPLATE_HASH)));
            case "Job" -> cronJob(owner);
            default -> owner;
        };
    }

    private static Workload deployment(Workload replicaSet, String hash) {
        var name = replicaSet.name();
        var length = name.length() - hash.length() - 1;
        return hash.isEmpty() || length < 1 || !name.endsWith("-" + hash)
                ? replicaSet
                : new Workload(replicaSet.apiVersion(), "Deployment", replicaSet.namespace(),
                        name.substring(0, length));
    }

    private static Workload cronJob(Workload job) {
        var name = JOB_OF_CRON_JOB.matcher(job.name());
        return name.matches()
                ? new Workload(job.apiVersion(), "CronJob", job.namespace(), name.group("name"))
                : job;
    }
}
