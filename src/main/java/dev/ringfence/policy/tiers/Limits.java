package dev.ringfence.policy.tiers;

import dev.ringfence.model.tree.Field;
import java.util.List;

/// The lengths of lists that the schemas of network-policy-api allow.
final class Limits {
    /// How many addresses or names one peer may list.
    static final int IN_PEER = 25;

    private Limits() {}

    /// The elements of a list, of which there may be `most`.
    static List<Field> items(Field list, int most) {
        var items = list.items();
        if (items.size() > most) {
            throw list.invalid("at most " + most + " elements");
        }
        return items;
    }

    /// The elements of a list that must not be empty.
    static List<Field> someItems(Field list, int most, String element) {
        var items = items(list, most);
        if (items.isEmpty()) {
            throw list.invalid("at least one " + element);
        }
        return items;
    }
}
