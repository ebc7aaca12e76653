package dev.ringfence.cluster.translate;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Pods of the API as pods of the model, small enough to keep all of a large cluster.
final class Pods {
    private static final Set<String> NETWORK_ANNOTATIONS = Set.of("k8s.v1.cni.cncf.io/networks",
            "v1.multus-cni.io/default-network");
    private static final String DEFAULT_ACCOUNT = "default";
    private static final Set<String> FINAL_PHASES = Set.of("Succeeded", "Failed");

    private final Interner<Labels> labels = new Interner<>();
    private final Interner<Workload> workloads = new Interner<>();
    private final Interner<List<ContainerPort>> ports = new Interner<>();
    private final Interner<Set<Pod.Trait>> traits = new Interner<>();

    private final boolean byServiceAccount;

    /// @param byServiceAccount whether policies may tell pods apart by their service accounts
    Pods(boolean byServiceAccount) {
        this.byServiceAccount = byServiceAccount;
    }

    /// @throws IllegalArgumentException when the pod has no name
    Pod translate(io.fabric8.kubernetes.api.model.Pod pod) {
        var metadata = Metadata.of(pod);
        var spec = pod.getSpec() == null ? new PodSpec() : pod.getSpec();
        var status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        return new Pod(OrEmpty.text(metadata.getNamespace()).intern(), metadata.getName(),
                OrEmpty.text(metadata.getUid()),
                labels.share(labels(metadata, spec)),
                workloads.share(Workloads.of(metadata)), addresses(status),
                ports.share(ContainerPorts.of(spec)),
                OrEmpty.text(spec.getNodeName()).intern(), traits.share(traits(metadata, spec, status)));
    }

    /// The service account stands among the labels, under a key that no label has.
    private Labels labels(ObjectMeta metadata, PodSpec spec) {
        var all = shared(metadata);
        if (byServiceAccount) {
            var account = OrEmpty.text(spec.getServiceAccountName());
            all.put(Dimension.SERVICE_ACCOUNT.key(), account.isEmpty() ? DEFAULT_ACCOUNT : account.intern());
        }
        return Labels.of(all);
    }

    /// The labels of an object, made of shared strings.
    static Labels labels(ObjectMeta metadata) {
        return Labels.of(shared(metadata));
    }

    private static Map<String, String> shared(ObjectMeta metadata) {
        Map<String, String> shared = LinkedHashMap.newLinkedHashMap(8);
        OrEmpty.map(metadata.getLabels())
                .forEach((key, value) -> shared.put(key.intern(), OrEmpty.text(value).intern()));
        return shared;
    }

    private static List<Address> addresses(PodStatus status) {
        var several = OrEmpty.list(status.getPodIPs()).stream().map(PodIP::getIp);
        return Stream.concat(several, Stream.of(OrEmpty.text(status.getPodIP())))
                .flatMap(text -> Address.parse(OrEmpty.text(text)).stream()).distinct().toList();
    }

    private static Set<Pod.Trait> traits(ObjectMeta metadata, PodSpec spec, PodStatus status) {
        var traits = EnumSet.noneOf(Pod.Trait.class);
        if (Boolean.TRUE.equals(spec.getHostNetwork())) {
            traits.add(Pod.Trait.HOST_NETWORK);
        }
        var annotations = OrEmpty.map(metadata.getAnnotations());
        if (NETWORK_ANNOTATIONS.stream().anyMatch(name -> !OrEmpty.text(annotations.get(name)).isBlank())) {
            traits.add(Pod.Trait.EXTRA_NETWORKS);
        }
        if (FINAL_PHASES.contains(OrEmpty.text(status.getPhase()))) {
            traits.add(Pod.Trait.FINISHED);
        }
        return Set.copyOf(traits);
    }
}
