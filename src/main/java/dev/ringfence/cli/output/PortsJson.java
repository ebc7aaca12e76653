package dev.ringfence.cli.output;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What may be used of a destination, as JSON: `"ALL"`, or intervals of ports by protocol.
final class PortsJson {
    private PortsJson() {}

    static Object of(PortSet ports) {
        return isAllPorts(ports) ? "ALL" : intervals(ports);
    }

    private static Map<String, List<List<Integer>>> intervals(PortSet ports) {
        var byProtocol = new LinkedHashMap<String, List<List<Integer>>>();
        for (var protocol : Protocol.values()) {
            if (!ports.of(protocol).isEmpty()) {
                byProtocol.put(protocol.name(), Arrays.stream(ports.of(protocol).intervals())
                        .map(interval -> List.of(interval[0], interval[1])).toList());
            }
        }
        return byProtocol;
    }

    private static boolean isAllPorts(PortSet ports) {
        return Arrays.stream(Protocol.values()).allMatch(protocol -> ports.of(protocol).isAll());
    }

    /// Puts what is sure under `name`, and what is only possible beside it where that is more.
    static void put(String name, PortBounds bounds, Map<String, Object> object) {
        put(name, bounds.certain(), object);
        if (!bounds.isExact()) {
            put("possible" + Character.toUpperCase(name.charAt(0)) + name.substring(1), bounds.possible(),
                    object);
        }
    }

    /// Protocols without ports are mentioned only where they do not follow from the ports.
    private static void put(String name, PortSet ports, Map<String, Object> object) {
        object.put(name, of(ports));
        if (ports.other() != isAllPorts(ports)) {
            object.put(name + "OtherProtocols", ports.other());
        }
    }
}
