package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How things stand with one baseline.
///
/// @param generation the generation that is in force; an older one than the newest where `problem` is present
/// @param mode the mode in force
/// @param rights what repairs may come to need
/// @param problem why the newest text of the baseline is refused; absent where it is in force
/// @param conditions `Ready`, `Isolated`, `Enforced`, in this order
/// @param namespaces the guarded namespaces that exist or should, sorted
/// @param policies the policies that are kept, as `Kind namespace/name`, sorted
/// @param pods how many pods are guarded
/// @param uncoveredPods how many guarded pods no policy of the baseline isolates, or none can hold
/// @param openDrifts how many drifts are open, exempted ones not counted
/// @param loosenedDrifts how many of them allow something that was not approved
public record BaselineReport(String name, BaselineObject.Source source, long generation, Mode mode,
        Set<RepairRight> rights,
        Optional<String> problem, List<Condition> conditions, List<String> namespaces, List<String> policies,
        int pods,
        int uncoveredPods, int openDrifts, int loosenedDrifts) {

    public BaselineReport {
        rights = Set.copyOf(rights);
        conditions = List.copyOf(conditions);
        namespaces = List.copyOf(namespaces);
        policies = List.copyOf(policies);
    }
}
