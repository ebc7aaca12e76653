package dev.ringfence.web.view;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Some ports, as `ringfence connectivity -o json` prints them.
///
/// @param value `"ALL"`, or intervals of ports by protocol
public record ConnectionsView(@JsonValue Object value) {
    private static final String ALL = "ALL";

    /// What the value may be, as a JSON schema.
    public static final Map<String, Object> SCHEMA = Map.of("oneOf",
            List.of(Map.of("const", ALL),
                    Map.of("type", "object", "propertyNames",
                            Map.of("enum", Arrays.stream(Protocol.values()).map(Protocol::name).toList()),
                            "additionalProperties",
                            Map.of("type", "array", "items", Map.of("type", "array", "items",
                                    Map.of("type", "integer"), "minItems", 2, "maxItems", 2)))));

    static ConnectionsView of(PortSet ports) {
        if (Arrays.stream(Protocol.values()).allMatch(protocol -> ports.of(protocol).isAll())) {
            return new ConnectionsView(ALL);
        }
        Map<String, List<List<Integer>>> byProtocol = new LinkedHashMap<>();
        for (var protocol : Protocol.values()) {
            if (!ports.of(protocol).isEmpty()) {
                byProtocol.put(protocol.name(), Arrays.stream(ports.of(protocol).intervals())
                        .map(interval -> List.of(interval[0], interval[1])).toList());
            }
        }
        return new ConnectionsView(byProtocol);
    }
}
