package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.NamedPort;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;

/// Reads the `ports` list of a NetworkPolicy rule.
final class PortsDecoder {

    private PortsDecoder() {}

    /// The ports of a list; everything, also protocols without ports, where it is absent or empty.
    static PortSet decode(Field list) {
        var items = list.items();
        if (items.isEmpty()) {
            return PortSet.ALL;
        }
        var ports = PortSet.NONE;
        for (var item : items) {
            ports = ports.union(entry(item));
        }
        return ports;
    }

    private static PortSet entry(Field entry) {
        entry.only("protocol", "port", "endPort");
        var protocol = Protocol.valueOf(entry.get("protocol").oneOf("TCP", "TCP", "UDP", "SCTP"));
        var port = entry.get("port");
        var endPort = entry.get("endPort");
        if (endPort.present() && !(port.raw() instanceof Number)) {
            throw endPort.invalid("no endPort where port is not a number");
        }
        if (!port.present()) {
            return PortSet.of(protocol, PortIntervals.ALL);
        }
        if (port.raw() instanceof Number) {
            var first = port.integer(PortIntervals.FIRST, PortIntervals.LAST);
            return PortSet.of(protocol, first,
                    endPort.present() ? endPort.integer(first, PortIntervals.LAST) : first);
        }
        if (port.raw() instanceof String name && Syntax.PORT_NAME.accepts(name)) {
            return PortSet.named(new NamedPort(protocol, name));
        }
        throw port.invalid("a whole number from 1 to 65535, or " + Syntax.PORT_NAME.expected());
    }
}
