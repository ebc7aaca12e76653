package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import java.util.Map;
import java.util.TreeMap;

/// Reads label selectors (`metav1.LabelSelector`) and the label maps in and beside them.
///
/// Every method throws [dev.ringfence.model.tree.InvalidFieldException] for what the API server would refuse.
public final class LabelSelectorDecoder {

    private LabelSelectorDecoder() {}

    /// The selector at a field, which must be present: what an absent selector means depends on where it is absent.
    public static LabelSelector decode(Field selector) {
        selector.only("matchLabels", "matchExpressions");
        var decoded = LabelSelector.EVERYTHING;
        for (var label : labels(selector.get("matchLabels")).entrySet()) {
            decoded = decoded.and(label.getKey(), ValueSet.of(label.getValue()));
        }
        for (var expression : selector.get("matchExpressions").items()) {
            expression.only("key", "operator", "values");
            var key = Syntax.LABEL_KEY.read(expression.get("key"));
            decoded = decoded.and(key, values(expression));
        }
        return decoded;
    }

    /// The labels at a field; none where it is absent.
    public static Map<String, String> labels(Field labels) {
        var decoded = new TreeMap<String, String>();
        labels.members().forEach((key, value) -> {
            // First the key, since it becomes a part of the value's path.
            Syntax.LABEL_KEY.read(Field.at(labels.path(), key));
            decoded.put(key, Syntax.LABEL_VALUE.read(value));
        });
        return decoded;
    }

    private static ValueSet values(Field expression) {
        var operator = expression.get("operator");
        return switch (operator.oneOf("", "In", "NotIn", "Exists", "DoesNotExist")) {
            case "In" -> listed(expression);
            case "NotIn" -> listed(expression).complement();
            case "Exists" -> unlisted(expression, ValueSet.PRESENT);
            case "DoesNotExist" -> unlisted(expression, ValueSet.ABSENT);
            default -> throw operator.invalid("one of In, NotIn, Exists, DoesNotExist");
        };
    }

    private static ValueSet listed(Field expression) {
        var values = expression.get("values");
        var texts = values.items().stream().map(Syntax.LABEL_VALUE::read).toList();
        if (texts.isEmpty()) {
            throw values.invalid("at least one value for the operator " + expression.get("operator").text());
        }
        return ValueSet.of(texts);
    }

    private static ValueSet unlisted(Field expression, ValueSet meant) {
        var values = expression.get("values");
        if (!values.items().isEmpty()) {
            throw values.invalid("no values for the operator " + expression.get("operator").text());
        }
        return meant;
    }
}
