package dev.ringfence.policy.tiers;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import java.util.List;
import java.util.function.Function;

/// How one version of the API spells what its rules do.
///
/// @param portsField where a rule lists its ports
/// @param most how many elements a list of rules, peers or ports may have
/// @param pass whether a rule may pass traffic on
/// @param allow the word for allowing
/// @param ports reads one entry of the ports
record RuleForm(String portsField, int most, boolean pass, String allow, Function<Field, PortSet> ports) {

    RuleForm withoutPass() {
        return new RuleForm(portsField, most, false, allow, ports);
    }

    /// The elements of a list, of which there must not be too many.
    List<Field> items(Field list) {
        return Limits.items(list, most);
    }

    Action action(Field action) {
        var known = pass ? new String[]{allow, "Deny", "Pass"} : new String[]{allow, "Deny"};
        if (!action.present()) {
            throw action.invalid("one of " + String.join(", ", known));
        }
        return switch (action.oneOf("", known)) {
            case "Deny" -> Action.DENY;
            case "Pass" -> Action.PASS;
            default -> Action.ALLOW;
        };
    }
}
