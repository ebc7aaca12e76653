package dev.ringfence.baseline;

import dev.ringfence.model.Labels;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Namespace;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which namespaces and pods a baseline guards.
///
/// @param names the namespaces guarded by name; these have to exist
/// @param selector the namespaces guarded by their labels, whichever exist
/// @param create whether mode Repair creates a namespace of `names` that does not exist
/// @param labels what a guarded namespace must carry
/// @param workloads the pods of a guarded namespace that are guarded
/// @param reportOtherPods whether the other pods of a guarded namespace are reported when nothing isolates them
public record Scope(Set<String> names, Optional<LabelSelector> selector, boolean create, Labels labels,
        LabelSelector workloads, boolean reportOtherPods) {

    public Scope {
        names = new TreeSet<>(names);
    }

    /// Whether the namespace is guarded.
    public boolean covers(Namespace namespace) {
        return names.contains(namespace.name())
                || selector.map(wanted -> wanted.matches(namespace.labels())).orElse(false);
    }
}
