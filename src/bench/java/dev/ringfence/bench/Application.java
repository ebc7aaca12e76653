package dev.ringfence.bench;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// One application of the seeded cluster: the pods with the same application labels.
///
/// @param port the port that its pods declare as `http`
record Application(String namespace, String name, String tier, int port) {
    private static final List<String> TIERS = List.of("frontend", "backend", "data", "batch");
    private static final int[] PORTS = {8080, 8443, 9090, 5432};

    /// The application number `number` of its namespace.
    static Application of(String namespace, int number, Random random) {
        return new Application(namespace, "app-" + number, TIERS.get(random.nextInt(TIERS.size())),
                PORTS[random.nextInt(PORTS.length)]);
    }

    Map<String, String> labels() {
        return Map.of("app", name, "tier", tier);
    }
}
