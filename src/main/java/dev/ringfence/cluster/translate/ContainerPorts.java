package dev.ringfence.cluster.translate;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Protocol;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The named ports of the containers that run for as long as their pod does.
final class ContainerPorts {
    private ContainerPorts() {}

    /// The named ports of containers and of sidecars (init containers that are restarted always), sorted.
    static List<ContainerPort> of(PodSpec spec) {
        var sidecars = OrEmpty.list(spec.getInitContainers()).stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()));
        return Stream.concat(OrEmpty.list(spec.getContainers()).stream(), sidecars)
                .flatMap(ContainerPorts::namedPorts).sorted().distinct()
                .collect(Collectors.toUnmodifiableList());
    }

    private static Stream<ContainerPort> namedPorts(Container container) {
        return OrEmpty.list(container.getPorts()).stream().flatMap(port -> namedPort(port).stream());
    }

    private static Optional<ContainerPort> namedPort(io.fabric8.kubernetes.api.model.ContainerPort port) {
        var name = OrEmpty.text(port.getName());
        var number = port.getContainerPort();
        if (name.isEmpty() || number == null || number < 1 || number > 65_535) {
            return Optional.empty();
        }
        return protocol(OrEmpty.text(port.getProtocol()))
                .map(protocol -> new ContainerPort(new NamedPort(protocol, name.intern()), number));
    }

    private static Optional<Protocol> protocol(String text) {
        return switch (text) {
            case "", "TCP" -> Optional.of(Protocol.TCP);
            case "UDP" -> Optional.of(Protocol.UDP);
            case "SCTP" -> Optional.of(Protocol.SCTP);
            // A protocol that no policy can name: the port cannot be looked up by anybody.
            default -> Optional.empty();
        };
    }
}
