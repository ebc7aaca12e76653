package dev.ringfence.policy.cilium;

import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.ArrayList;
import java.util.List;

/// Reads label selectors whose keys may have a source before them, as in `k8s:app`.
final class SelectorDecoder {

    /// How the agent lets people write the source `reserved` without a colon.
    private static final List<String> RESERVED_PREFIXES = List.of("reserved.", "$");

    private SelectorDecoder() {}

    /// The selector at a field, which must be present.
    static IdentitySelector decode(Field selector) {
        Structure.object(selector);
        var requirements = new ArrayList<Requirement>();
        var labels = selector.get("matchLabels");
        labels.members().forEach((key, value) -> {
            // First the key, since it becomes a part of the value's path.
            var place = Field.at(labels.path(), key);
            requirements.add(requirement(place, key, ValueSet.of(Syntax.LABEL_VALUE.read(value))));
        });
        for (var expression : selector.get("matchExpressions").items()) {
            Structure.object(expression);
            var key = expression.get("key");
            requirements.add(requirement(key, key.text(), values(expression)));
        }
        return new IdentitySelector(requirements);
    }

    private static Requirement requirement(Field place, String key, ValueSet values) {
        for (var prefix : RESERVED_PREFIXES) {
            if (key.startsWith(prefix) && key.indexOf(':') < 0) {
                return new Requirement(Requirement.RESERVED, key.substring(prefix.length()), values);
            }
        }
        var colon = key.indexOf(':');
        var source = colon <= 0 ? Requirement.ANY : key.substring(0, colon);
        var name = key.substring(colon + 1);
        var known = source.equals(Requirement.ANY) || source.equals(Requirement.KUBERNETES);
        if (name.isEmpty() || (known && !Syntax.LABEL_KEY.accepts(name))) {
            throw place
                    .invalid(Syntax.LABEL_KEY.expected() + ", with a source such as k8s: before it or not");
        }
        return new Requirement(source, name, values);
    }

    private static ValueSet values(Field expression) {
        var operator = expression.get("operator");
        var values = expression.get("values");
        var listed = values.items().stream().map(Syntax.LABEL_VALUE::read).toList();
        var meant = switch (operator.oneOf("", "In", "NotIn", "Exists", "DoesNotExist")) {
            case "In" -> ValueSet.of(listed);
            case "NotIn" -> ValueSet.of(listed).complement();
            case "Exists" -> ValueSet.PRESENT;
            case "DoesNotExist" -> ValueSet.ABSENT;
            default -> throw operator.invalid("one of In, NotIn, Exists, DoesNotExist");
        };
        var needsValues = operator.text().endsWith("In");
        if (needsValues == listed.isEmpty()) {
            throw values.invalid((needsValues ? "at least one value" : "no values") + " for the operator "
                    + operator.text());
        }
        return meant;
    }
}
