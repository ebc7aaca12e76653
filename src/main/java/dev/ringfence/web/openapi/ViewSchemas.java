package dev.ringfence.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringfence.web.view.ConnectionsView;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// The JSON schemas of the records that answers are made of, each under its name.
final class ViewSchemas {
    private static final Map<Type, String> PLAIN = Map.of(String.class, "string", Boolean.class, "boolean",
            boolean.class, "boolean", int.class, "integer", long.class, "integer", OptionalInt.class,
            "integer");

    private final SortedMap<String, Object> all = new TreeMap<>();

    /// Every schema that was referred to so far, by name.
    SortedMap<String, Object> all() {
        return all;
    }

    /// Refers to the schema of a record.
    Map<String, Object> reference(Class<?> view) {
        var name = view.getSimpleName().replaceAll("View$", "");
        if (!all.containsKey(name)) {
            // Its place is taken first, so that records may hold one another.
            all.put(name, Map.of());
            all.put(name, view == ConnectionsView.class ? ConnectionsView.SCHEMA : schema(view));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> schema(Class<?> view) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : view.getRecordComponents()) {
            var name = name(component);
            var optional = isOptional(component.getGenericType());
            var always = isAlwaysThere(component);
            var schema = schema(component.getGenericType());
            properties.put(name, optional && always ? orNull(schema) : schema);
            if (always || !optional) {
                required.add(name);
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("required", required);
        schema.put("properties", properties);
        return schema;
    }

    private Map<String, Object> schema(Type type) {
        var plain = PLAIN.get(type);
        if (plain != null) {
            return Map.of("type", plain);
        }
        if (type instanceof ParameterizedType generic) {
            var argument = schema(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == List.class ? Map.of("type", "array", "items", argument) : argument;
        }
        if (type instanceof Class<?> view && view.isRecord()) {
            return reference(view);
        }
        throw new IllegalArgumentException(
                "expected text, a number, a list, an optional or a record, found " + type);
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return Map.of("oneOf", List.of(schema, Map.of("type", "null")));
    }

    private static boolean isOptional(Type type) {
        return type == OptionalInt.class
                || (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class);
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        var inclusion = component.getAccessor().getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.ALWAYS;
    }

    private static String name(RecordComponent component) {
        var other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }
}
