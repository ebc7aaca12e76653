package dev.ringfence.cluster.translate;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The peers that the status of a baseline records as approved.
final class ApprovedPeersStatus {
    private ApprovedPeersStatus() {}

    /// What `status.approvedPeers` says; nothing where it says nothing, or not in the way Ringfence writes it.
    static Optional<ApprovedPeers> read(GenericKubernetesResource baseline) {
        return OrEmpty.map(baseline.getAdditionalProperties()).get("status") instanceof Map<?, ?> status
                && status.get("approvedPeers") instanceof Map<?, ?> peers
                && peers.get("generation") instanceof Number generation
                && peers.get("names") instanceof List<?> names
                        ? Optional.of(new ApprovedPeers(generation.longValue(), names(names)))
                        : Optional.empty();
    }

    private static Set<String> names(List<?> names) {
        return names.stream().filter(String.class::isInstance).map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
