package dev.ringfence.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The parameters of a query, all of them known.
record Parameters(Map<String, List<String>> values) {

    /// Makes sure that there are no others than `known`.
    ///
    /// A parameter that does not exist is refused: a mistyped filter that is passed over would answer another question.
    static Parameters among(List<String> known, Map<String, List<String>> values)
            throws InvalidParameterException {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidParameterException("parameter", oneOf(known), name);
            }
        }
        return new Parameters(Map.copyOf(values));
    }

    /// The values of a parameter of which only `known` ones make sense.
    Set<String> among(String name, List<String> known) throws InvalidParameterException {
        var found = all(name);
        for (var value : found) {
            if (!known.contains(value)) {
                throw new InvalidParameterException(name, oneOf(known), value);
            }
        }
        return new TreeSet<>(found);
    }

    /// The values of a parameter that names objects.
    Set<String> names(String name) throws InvalidParameterException {
        if (all(name).contains("")) {
            throw new InvalidParameterException(name, "a name", "");
        }
        return new TreeSet<>(all(name));
    }

    /// The parameter `limit`.
    int limit(int usual, int most) throws InvalidParameterException {
        var text = single("limit");
        if (text.isEmpty()) {
            return usual;
        }
        var limit = text.get().matches("[0-9]{1,4}") ? Integer.parseInt(text.get()) : 0;
        if (limit < 1 || limit > most) {
            throw new InvalidParameterException("limit", "a number from 1 to " + most, text.get());
        }
        return limit;
    }

    /// The value of a parameter that has one at most.
    Optional<String> single(String name) throws InvalidParameterException {
        if (all(name).size() > 1) {
            throw new InvalidParameterException(name, "one value", String.join(", ", all(name)));
        }
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String oneOf(List<String> known) {
        return "one of " + String.join(", ", known);
    }
}
