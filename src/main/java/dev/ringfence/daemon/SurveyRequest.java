package dev.ringfence.daemon;

import java.util.Optional;
import java.util.Set;

/// Which guarded namespaces somebody asks for.
///
/// @param baselines those of these baselines; empty for all
/// @param namespaces these namespaces; empty for all
/// @param after those that come after this one; absent for the first
/// @param limit how many at most
public record SurveyRequest(Set<String> baselines, Set<String> namespaces, Optional<Place> after, int limit) {

    /// A namespace under a baseline.
    public record Place(String baseline, String namespace) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            var byBaseline = baseline.compareTo(other.baseline);
            return byBaseline != 0 ? byBaseline : namespace.compareTo(other.namespace);
        }
    }

    public SurveyRequest {
        baselines = Set.copyOf(baselines);
        namespaces = Set.copyOf(namespaces);
    }

    boolean wants(Place place) {
        return (baselines.isEmpty() || baselines.contains(place.baseline()))
                && (namespaces.isEmpty() || namespaces.contains(place.namespace()))
                && after.map(last -> last.compareTo(place) < 0).orElse(true);
    }
}
