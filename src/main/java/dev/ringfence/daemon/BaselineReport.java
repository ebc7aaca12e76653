package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.Mode;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How things stand with one baseline.
///
/// @param generation the generation that is in force; an older one than the newest where `problem` is present
/// @param mode the mode in force
/// @param rights what repairs may come to need
/// @param keeps the kinds of policy that it keeps
/// @param deletes the kinds of foreign policy that it may have deleted
/// @param problem why the newest text of the baseline is refused; absent where it is in force
/// @param conditions `Ready`, `Isolated`, `Enforced`, in this order
/// @param namespaces the guarded namespaces that exist or should, sorted
/// @param policies the policies that are kept, as `Kind namespace/name`, sorted
/// @param pods how many pods are guarded
/// @param uncoveredPods how many guarded pods no policy of the baseline isolates, or none can hold
/// @param openDrifts how many drifts are open, exempted ones not counted
/// @param loosenedDrifts how many of them allow something that was not approved
public record BaselineReport(String name, BaselineObject.Source source, long generation, Mode mode,
        Set<RepairRight> rights, Set<PolicyKind> keeps, Set<PolicyKind> deletes,
        Optional<String> problem, List<Condition> conditions, List<String> namespaces, List<String> policies,
        int pods,
        int uncoveredPods, int openDrifts, int loosenedDrifts) {

    public BaselineReport {
        rights = Set.copyOf(rights);
        keeps = Set.copyOf(keeps);
        deletes = Set.copyOf(deletes);
        conditions = List.copyOf(conditions);
        namespaces = List.copyOf(namespaces);
        policies = List.copyOf(policies);
    }
}
