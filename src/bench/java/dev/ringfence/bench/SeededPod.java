package dev.ringfence.bench;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The text of a pod as the API server keeps it, several kilobytes with all that Ringfence does not need.
final class SeededPod {
    private static final int VARIABLES = 24;
    private static final int NODES = 100;

    private SeededPod() {}

    static String manifest(String name, String application, Random random) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{
                  "app":"%s","pod-template-hash":"%08x","statefulset.kubernetes.io/pod-name":"%s"},
                  "annotations":{"checksum/config":"%016x%016x"}},
                 "spec":{"nodeName":"node-%d","terminationGracePeriodSeconds":30,
                  "volumes":[{"name":"work","emptyDir":{}},{"name":"settings","configMap":{"name":"settings"}}],
                  "containers":[%s,%s]}}"""
                .formatted(name, application, random.nextInt(), name, random.nextLong(), random.nextLong(),
                        random.nextInt(NODES), container("main", 8443, random),
                        container("sidecar", 9090, random));
    }

    private static String container(String name, int port, Random random) {
        var variables = IntStream.range(0, VARIABLES / 2)
                .mapToObj(number -> "{\"name\":\"SETTING_%d\",\"value\":\"%016x\"}".formatted(number,
                        random.nextLong()))
                .collect(Collectors.joining(","));
        return """
                {"name":"%s","image":"registry.example/%s:1.0","env":[%s],
                 "ports":[{"name":"%s","containerPort":%d,"protocol":"TCP"}],
                 "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}},
                 "volumeMounts":[{"name":"work","mountPath":"/work"},{"name":"settings","mountPath":"/settings"}],
                 "readinessProbe":{"httpGet":{"path":"/ready","port":%d}}}"""
                .formatted(name, name, variables, name, port, port);
    }

    /// What the node says of it: that it runs, and where it is reached.
    static String status(int number) {
        var address = "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
        return """
                {"status":{"phase":"Running","podIP":"%s","podIPs":[{"ip":"%s"}],"startTime":"2026-01-01T00:00:00Z",
                 "conditions":[{"type":"Ready","status":"True"},{"type":"PodScheduled","status":"True"}]}}"""
                .formatted(address, address);
    }
}
