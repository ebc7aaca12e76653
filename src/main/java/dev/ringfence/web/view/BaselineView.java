package dev.ringfence.web.view;

import dev.ringfence.daemon.BaselineReport;
import java.util.List;
import java.util.Optional;

/// How things stand with one baseline.
///
/// @param source `Cluster` or `File`
/// @param file absent for a custom resource
/// @param problem why the newest text is refused; absent where it is in force
/// @param policies the policies that are kept, as `Kind namespace/name`
public record BaselineView(String name, String source, Optional<String> file, long generation, String mode,
        Optional<String> problem, GuardedView guarded, List<String> policies, DriftCountView drift,
        List<ConditionView> conditions) {

    public static BaselineView of(BaselineReport baseline) {
        return new BaselineView(baseline.name(), baseline.source().isFile() ? "File" : "Cluster",
                Text.unlessEmpty(baseline.source().file()), baseline.generation(), baseline.mode().text(),
                baseline.problem(),
                new GuardedView(baseline.namespaces(), baseline.pods(), baseline.uncoveredPods()),
                baseline.policies(), new DriftCountView(baseline.openDrifts(), baseline.loosenedDrifts()),
                baseline.conditions().stream().map(ConditionView::of).toList());
    }
}
