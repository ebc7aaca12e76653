package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// The canonical text of a policy in golden cases.
final class PolicyText {

    private PolicyText() {}

    static String of(Policy policy) {
        var lines = new ArrayList<String>();
        lines.add("subject " + of(policy.subject()));
        lines.add("isolates " + policy.isolates().stream().sorted().map(Direction::text)
                .collect(Collectors.joining(", ")));
        policy.rules().forEach(rule -> lines.add(of(rule)));
        return String.join("\n", lines) + "\n";
    }

    private static String of(Rule rule) {
        return rule.path() + " " + rule.direction().text() + ": " + of(rule.peers()) + "; on " + rule.ports();
    }

    private static String of(Peers peers) {
        if (peers.isEveryone()) {
            return "everyone";
        }
        var parts = new ArrayList<String>();
        peers.pods().forEach(box -> parts.add("pods (" + of(box) + ")"));
        if (!peers.addresses().isEmpty()) {
            parts.add("addresses " + peers.addresses().ranges().stream().map(Object::toString)
                    .collect(Collectors.joining(", ")));
        }
        return String.join(", ", parts);
    }

    private static String of(LabelBox box) {
        if (box.isEmpty()) {
            return "nothing";
        }
        return box.sides().isEmpty()
                ? "any"
                : box.sides().entrySet().stream().map(side -> of(side.getKey()) + of(side.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String of(Dimension dimension) {
        return switch (dimension.space()) {
            case NAMESPACE_NAME -> "namespace";
            case NAMESPACE_LABEL -> "namespace " + dimension.key();
            case POD_LABEL -> "pod " + dimension.key();
        };
    }

    private static String of(ValueSet values) {
        if (values.equals(ValueSet.PRESENT)) {
            return " present";
        }
        if (values.equals(ValueSet.ABSENT)) {
            return " absent";
        }
        var listed = String.join("|", values.values());
        return (values.others() ? " not " : "=") + listed + (values.absent() ? " or absent" : "");
    }
}
