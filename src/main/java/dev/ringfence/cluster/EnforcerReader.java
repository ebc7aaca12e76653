package dev.ringfence.cluster;

import dev.ringfence.policy.enforcer.Detection;
import dev.ringfence.policy.enforcer.Enforcer;
import dev.ringfence.policy.enforcer.Sightings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at the objects that give away which enforcer is installed, each by its name.
final class EnforcerReader {
    static final String SYSTEM = "kube-system";
    static final String CILIUM_CONFIG = "cilium-config";
    private static final String CILIUM_AGENT = "cilium-agent";
    private static final List<Agent> AGENTS = List.of(new Agent(Enforcer.CILIUM, SYSTEM, "cilium"),
            new Agent(Enforcer.CALICO, SYSTEM, "calico-node"),
            new Agent(Enforcer.CALICO, "calico-system", "calico-node"),
            new Agent(Enforcer.ANTREA, SYSTEM, "antrea-agent"),
            new Agent(Enforcer.OVN_KUBERNETES, "ovn-kubernetes", "ovnkube-node"),
            new Agent(Enforcer.OVN_KUBERNETES, "openshift-ovn-kubernetes", "ovnkube-node"));

    private final KubernetesClient client;
    private final List<String> refused = new ArrayList<>();

    private EnforcerReader(KubernetesClient client) {
        this.client = client;
    }

    /// The DaemonSet of an enforcer.
    private record Agent(Enforcer enforcer, String namespace, String name) {}

    /// @param refused the objects that Ringfence was not allowed to look at
    record Seen(Detection detection, List<String> refused) {

        Seen {
            refused = List.copyOf(refused);
        }
    }

    /// The names of the DaemonSets that are looked at, each with its namespaces.
    static SortedMap<String, List<String>> agents() {
        return AGENTS.stream().collect(Collectors.groupingBy(Agent::name, TreeMap::new,
                Collectors.mapping(Agent::namespace, Collectors.toList())));
    }

    /// @throws KubernetesClientException when there is no answer
    static Seen read(KubernetesClient client) {
        return new EnforcerReader(client).read();
    }

    private Seen read() {
        var config = get("configmaps", SYSTEM, CILIUM_CONFIG,
                () -> client.configMaps().inNamespace(SYSTEM).withName(CILIUM_CONFIG).get())
                .map(EnforcerReader::data);
        var images = new EnumMap<Enforcer, String>(Enforcer.class);
        for (var agent : AGENTS) {
            get("daemonsets.apps", agent.namespace(), agent.name(), () -> client.apps().daemonSets()
                    .inNamespace(agent.namespace()).withName(agent.name()).get())
                    .ifPresent(found -> images.putIfAbsent(agent.enforcer(), image(found)));
        }
        var detection = Detection.of(new Sightings(images, config));
        var warnings = Stream.concat(detection.warnings().stream(),
                refused.stream().map(object -> "RBAC refuses to get " + object)).toList();
        return new Seen(new Detection(detection.profile(), detection.source(), warnings), refused);
    }

    /// An object; nothing where there is none, or where RBAC hides it.
    private <T> Optional<T> get(String resource, String namespace, String name,
            Supplier<@Nullable T> object) {
        try {
            return Optional.ofNullable(object.get());
        } catch (KubernetesClientException failure) {
            if (Refusal.of(failure) != Refusal.FORBIDDEN) {
                throw failure;
            }
            refused.add(resource + " " + namespace + "/" + name);
            return Optional.empty();
        }
    }

    private static Map<String, String> data(ConfigMap config) {
        return config.getData() == null
                ? Map.of()
                : config.getData().entrySet().stream().filter(entry -> entry.getValue() != null)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String image(DaemonSet agent) {
        PodTemplateSpec template = agent.getSpec() == null ? null : agent.getSpec().getTemplate();
        var containers = template == null || template.getSpec() == null
                ? List.<Container>of()
                : template.getSpec().getContainers();
        return containers.stream().filter(container -> CILIUM_AGENT.equals(container.getName())).findFirst()
                .or(() -> containers.stream().findFirst()).map(Container::getImage).orElse("");
    }
}
