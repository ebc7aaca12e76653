package dev.ringfence.policy.cilium;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import java.util.Collection;

/// Which ports a rule surely means, and which at most.
record PortBounds(PortSet sure, PortSet atMost) {
    static final PortBounds NONE = of(PortSet.NONE);

    static PortBounds of(PortSet ports) {
        return new PortBounds(ports, ports);
    }

    PortBounds union(PortBounds other) {
        return new PortBounds(sure.union(other.sure), atMost.union(other.atMost));
    }

    /// The same ports where Cilium has looked up the names: those of a subject are its own, while those of destinations mean
    /// the one number that the pods of the whole cluster declare, or nothing where they disagree.
    PortBounds resolved(Direction direction, Reading reading) {
        if (direction == Direction.INGRESS || reading.is(Option.NAMED_PORTS_PER_PEER)) {
            return this;
        }
        var resolved = new PortBounds(sure.withoutNames(), atMost.withoutNames());
        for (var name : atMost.named()) {
            resolved = resolved.union(reading.references().declaredPorts()
                    .map(declared -> of(number(name, declared)))
                    .orElseGet(() -> new PortBounds(PortSet.NONE,
                            PortSet.of(name.protocol(), PortIntervals.ALL))));
        }
        return resolved;
    }

    private static PortSet number(NamedPort name, Collection<ContainerPort> declared) {
        var numbers = declared.stream().filter(port -> port.name().equals(name))
                .mapToInt(ContainerPort::number)
                .distinct().toArray();
        return numbers.length == 1
                ? PortSet.of(name.protocol(), numbers[0], numbers[0])
                : PortSet.NONE;
    }
}
