package dev.ringfence.policy.tiers;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import java.util.function.Function;

/// How one version of the API spells what its rules do.
///
/// @param portsField where a rule lists its ports
/// @param pass whether a rule may pass traffic on
/// @param allow the word for allowing
/// @param ports reads one entry of the ports
record RuleForm(String portsField, boolean pass, String allow, Function<Field, PortSet> ports) {

    RuleForm withoutPass() {
        return new RuleForm(portsField, false, allow, ports);
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
