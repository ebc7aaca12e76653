package dev.ringfence.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Which objects of a collection a list or a watch is about.
///
/// @param collection the collection; of a named object, only that one
/// @param conditions what the label and field selectors ask
record Selection(ResourcePath collection, List<Predicate<JsonNode>> conditions) {

    /// Reads the selectors in the form `a=b`, `a==b`, `a!=b`, `a` or `!a`; for fields only names and namespaces.
    static Selection of(ResourcePath collection, String labelSelector, String fieldSelector)
            throws ApiFailure {
        var conditions = new ArrayList<Predicate<JsonNode>>();
        for (var term : terms(labelSelector)) {
            conditions.add(label(term));
        }
        for (var term : terms(fieldSelector)) {
            conditions.add(field(term));
        }
        return new Selection(collection, conditions);
    }

    boolean matches(ResourcePath path, JsonNode object) {
        return path.group().equals(collection.group()) && path.plural().equals(collection.plural())
                && (collection.namespace().isEmpty() || collection.namespace().equals(path.namespace()))
                && (collection.name().isEmpty() || collection.name().equals(path.name()))
                && conditions.stream().allMatch(condition -> condition.test(object));
    }

    private static List<String> terms(String selector) {
        return selector.isEmpty() ? List.of() : List.of(selector.split(",", -1));
    }

    private static Predicate<JsonNode> label(String term) throws ApiFailure {
        if (term.contains("(") || term.contains(")")) {
            throw ApiFailure.badRequest("the demo's API server knows no set-based selectors, found: " + term);
        }
        var operator = term.indexOf('=');
        if (operator < 0) {
            var absent = term.startsWith("!");
            var key = absent ? term.substring(1) : term;
            return object -> labels(object).has(key) != absent;
        }
        var negated = operator > 0 && term.charAt(operator - 1) == '!';
        var key = term.substring(0, negated ? operator - 1 : operator);
        var value = term.substring(term.lastIndexOf('=') + 1);
        return object -> labels(object).path(key).asString("").equals(value) != negated;
    }

    private static Predicate<JsonNode> field(String term) throws ApiFailure {
        var parts = term.split("==?", 2);
        if (parts.length != 2
                || !(parts[0].equals("metadata.name") || parts[0].equals("metadata.namespace"))) {
            throw ApiFailure.badRequest("expected metadata.name= or metadata.namespace=, found: " + term);
        }
        var member = parts[0].substring("metadata.".length());
        return object -> object.path("metadata").path(member).asString("").equals(parts[1]);
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }
}
