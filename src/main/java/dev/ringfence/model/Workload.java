package dev.ringfence.model;

import java.util.Comparator;

/// What a pod belongs to: the controller at the root of its owners, or the pod itself.
///
/// @param apiVersion such as `apps/v1`
/// @param kind such as `Deployment`; `Pod` for a pod without a controller
public record Workload(String apiVersion, String kind, String namespace,
        String name) implements Comparable<Workload> {
    private static final Comparator<Workload> ORDER = Comparator.comparing(Workload::namespace)
            .thenComparing(Workload::kind).thenComparing(Workload::name).thenComparing(Workload::apiVersion);

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }

    /// `namespace/Kind/name`.
    @Override
    public String toString() {
        return namespace + "/" + kind + "/" + name;
    }
}
