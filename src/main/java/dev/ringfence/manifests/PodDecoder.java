package dev.ringfence.manifests;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Workload;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads what decides about connectivity from pods and from the templates of pods.
final class PodDecoder {
    private static final List<String> NETWORK_ANNOTATIONS = List.of("k8s.v1.cni.cncf.io/networks",
            "v1.multus-cni.io/default-network");
    private static final Set<String> FINAL_PHASES = Set.of("Succeeded", "Failed");

    private final boolean byServiceAccount;

    /// @param byServiceAccount whether policies can tell pods apart by their service accounts
    PodDecoder(boolean byServiceAccount) {
        this.byServiceAccount = byServiceAccount;
    }

    /// A pod that is written out.
    Pod pod(Field document, ObjectMetadata metadata, Workload workload) {
        document.only("apiVersion", "kind", "metadata", "spec", "status");
        var status = document.get("status");
        var traits = traits(document);
        if (status.get("phase").raw() instanceof String phase && FINAL_PHASES.contains(phase)) {
            traits.add(Pod.Trait.FINISHED);
        }
        return new Pod(metadata.namespace(), metadata.name(), uid(metadata),
                labels(metadata.labels(), document.get("spec")), workload,
                addresses(status), ports(document.get("spec")),
                document.get("spec").get("nodeName").optionalText().orElse(""), traits);
    }

    /// The pods that a template describes, as one.
    Pod ofTemplate(Field template, String name, Labels labels, Workload workload) {
        template.only("metadata", "spec");
        return new Pod(workload.namespace(), name, workload.toString(),
                labels(labels, template.get("spec")), workload, List.of(),
                ports(template.get("spec")), "", traits(template));
    }

    /// The service account stands among the labels, under a key that no label has.
    private Labels labels(Labels own, Field spec) {
        if (!byServiceAccount) {
            return own;
        }
        var account = spec.get("serviceAccountName").optionalText()
                .or(() -> spec.get("serviceAccount").optionalText());
        var all = new TreeMap<>(own.toMap());
        all.put(Dimension.SERVICE_ACCOUNT.key(), account.filter(name -> !name.isEmpty()).orElse("default"));
        return Labels.of(all);
    }

    /// Pods are told apart by their uids, so one without gets its name for one.
    private static String uid(ObjectMetadata metadata) {
        return metadata.uid().isEmpty() ? metadata.namespace() + "/" + metadata.name() : metadata.uid();
    }

    private static EnumSet<Pod.Trait> traits(Field document) {
        var traits = EnumSet.noneOf(Pod.Trait.class);
        if (document.get("spec").get("hostNetwork").flag(false)) {
            traits.add(Pod.Trait.HOST_NETWORK);
        }
        var annotations = document.get("metadata").get("annotations").textMap();
        if (NETWORK_ANNOTATIONS.stream().anyMatch(name -> !annotations.getOrDefault(name, "").isBlank())) {
            traits.add(Pod.Trait.EXTRA_NETWORKS);
        }
        return traits;
    }

    private static List<Address> addresses(Field status) {
        var addresses = new ArrayList<Address>();
        status.get("podIPs").items().forEach(item -> addresses.add(address(item.get("ip"))));
        var single = status.get("podIP");
        if (single.present() && !"".equals(single.raw())) {
            addresses.add(address(single));
        }
        return addresses.stream().distinct().toList();
    }

    private static Address address(Field field) {
        return Address.parse(field.text()).orElseThrow(() -> field.invalid("an IPv4 or IPv6 address"));
    }

    /// The named ports of containers and of sidecars (init containers that are restarted always), sorted.
    private static List<ContainerPort> ports(Field spec) {
        var ports = new ArrayList<ContainerPort>();
        spec.get("containers").items().forEach(container -> collect(container, ports));
        for (var container : spec.get("initContainers").items()) {
            if ("Always".equals(container.get("restartPolicy").raw())) {
                collect(container, ports);
            }
        }
        return ports.stream().sorted().distinct().toList();
    }

    /// Empty text counts as none, as in all values of a container that have defaults.
    private static boolean isSet(Field field) {
        return field.present() && !"".equals(field.raw());
    }

    /// An empty object for the list, and ports without a number, are met in practice: what they declare, nobody can ask for.
    private static void collect(Field container, List<ContainerPort> ports) {
        if (container.get("ports").raw() instanceof Map<?, ?> map && map.isEmpty()) {
            return;
        }
        for (var port : container.get("ports").items()) {
            if (!port.get("containerPort").present()) {
                continue;
            }
            var number = port.get("containerPort").integer(PortIntervals.FIRST, PortIntervals.LAST);
            var protocol = isSet(port.get("protocol"))
                    ? Protocol.valueOf(port.get("protocol").oneOf("", "TCP", "UDP", "SCTP"))
                    : Protocol.TCP;
            if (isSet(port.get("name"))) {
                ports.add(new ContainerPort(new NamedPort(protocol, Syntax.PORT_NAME.read(port.get("name"))),
                        number));
            }
        }
    }
}
