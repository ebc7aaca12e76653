package dev.ringfence.policy.cilium;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The canonical text of what an object of Cilium means, in golden cases.
final class CiliumText {

    private CiliumText() {}

    static String of(List<Policy> policies) {
        return policies.isEmpty()
                ? "nothing for pods\n"
                : policies.stream().map(CiliumText::of).collect(Collectors.joining("---\n"));
    }

    private static String of(Policy policy) {
        var lines = new ArrayList<String>();
        lines.add("subject " + of(policy.subject()));
        lines.add("acts " + of(policy.acts()) + "; isolates " + of(policy.isolates()));
        policy.doubt().ifPresent(doubt -> lines.add("doubt " + doubt));
        policy.rules().forEach(rule -> lines.add(of(rule)));
        return String.join("\n", lines) + "\n";
    }

    private static String of(Collection<Direction> directions) {
        return directions.isEmpty()
                ? "nowhere"
                : directions.stream().sorted().map(Direction::text).collect(Collectors.joining(", "));
    }

    private static String of(Rule rule) {
        return rule.path() + " " + rule.action().name().toLowerCase(Locale.ROOT) + ": " + of(rule.peers())
                + (rule.isDecided() ? "" : "; at most " + of(rule.atMost())) + "; on " + rule.ports();
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
        peers.entities().stream().sorted().map(Entity::text).forEach(parts::add);
        return parts.isEmpty() ? "nobody" : String.join(", ", parts);
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
        return (values.others() ? " not " : "=") + String.join("|", values.values())
                + (values.absent() ? " or absent" : "");
    }
}
