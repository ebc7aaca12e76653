package dev.ringfence.manifests;

import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.model.tree.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The pods of workloads, written out or made from templates.
final class PodsOfWorkloads {
    private static final int OWNER_LIMIT = 10;

    private final Map<String, WorkloadDecoder.Decoded> workloads;
    private final PodDecoder decoder;
    private final Map<Workload, Integer> members = new HashMap<>();
    private final Map<String, Pod> pods = new TreeMap<>();

    /// @param byServiceAccount whether policies can tell pods apart by their service accounts
    PodsOfWorkloads(Map<String, WorkloadDecoder.Decoded> workloads, boolean byServiceAccount) {
        this.workloads = workloads;
        this.decoder = new PodDecoder(byServiceAccount);
    }

    static String key(Workload workload) {
        return workload.kind() + " " + workload.namespace() + "/" + workload.name();
    }

    List<Pod> pods() {
        return List.copyOf(pods.values());
    }

    /// Adds a pod that is written out.
    void add(Field document, ObjectMetadata metadata) {
        var own = new Workload("v1", "Pod", metadata.namespace(), metadata.name());
        var pod = decoder.pod(document, metadata,
                metadata.owner().map(owner -> root(owner, metadata.namespace())).orElse(own));
        pods.put(pod.key(), pod);
        members.merge(pod.workload(), 1, Integer::sum);
    }

    /// Adds what a workload's template describes, unless pods of it are there, or it belongs to a workload that is listed.
    void complete(WorkloadDecoder.Decoded workload) {
        var root = workload.metadata().owner()
                .map(owner -> root(owner, workload.metadata().namespace())).orElse(workload.workload());
        var owned = !root.equals(workload.workload());
        if (members.containsKey(root) || (owned && (workload.idle() || workloads.containsKey(key(root))))) {
            return;
        }
        var name = workload.metadata().name() + "-*";
        var pod = decoder.ofTemplate(workload.template(),
                pods.containsKey(root.namespace() + "/" + name)
                        ? name + "-" + root.kind().toLowerCase(Locale.ROOT)
                        : name,
                workload.labels(), root);
        pods.put(pod.key(), pod);
        members.merge(root, 1, Integer::sum);
    }

    /// The last owner in the chain of owners that are listed, or the first that is not.
    private Workload root(ObjectMetadata.Owner owner, String namespace) {
        var here = owner;
        for (var i = 0; i < OWNER_LIMIT; i++) {
            var listed = workloads.get(here.kind() + " " + namespace + "/" + here.name());
            if (listed == null || listed.metadata().owner().isEmpty()) {
                return listed == null
                        ? new Workload(here.apiVersion(), here.kind(), namespace, here.name())
                        : listed.workload();
            }
            here = listed.metadata().owner().get();
        }
        return new Workload(here.apiVersion(), here.kind(), namespace, here.name());
    }
}
