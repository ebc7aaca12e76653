package dev.ringfence.model.tree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A place in a plain JSON tree, and what stands there.
///
/// A tree consists of `Map<String, ?>`, `List<?>`, `String`, `Number`, `Boolean` and null. JSON null counts as absent.
/// Absent and empty are different: [#present()] tells them apart, and [#items()] of an absent field is an empty list.
/// Every reading method throws [InvalidFieldException] when the value has the wrong type.
public final class Field {
    private static final int FOUND_LIMIT = 80;

    private final String path;
    private final @Nullable Object value;

    private Field(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /// The whole document.
    public static Field root(@Nullable Object tree) {
        return new Field("", tree);
    }

    /// A subtree whose messages name their places from `path` on.
    public static Field at(String path, @Nullable Object tree) {
        return new Field(path, tree);
    }

    /// The place, such as `spec.ingress[0].from`.
    public String path() {
        return path;
    }

    /// Whether anything but null stands here.
    public boolean present() {
        return value != null;
    }

    /// What stands here, undecoded.
    public @Nullable Object raw() {
        return value;
    }

    /// The member `name` of this object; an absent field where this field or the member is absent.
    public Field get(String name) {
        var memberPath = path.isEmpty() ? name : path + "." + name;
        return value == null ? new Field(memberPath, null) : new Field(memberPath, object().get(name));
    }

    /// The members of this object by name, in order of name; none where the field is absent.
    public Map<String, Field> members() {
        var members = new TreeMap<String, Field>();
        if (value != null) {
            object().keySet().forEach(name -> members.put(String.valueOf(name), get(String.valueOf(name))));
        }
        return members;
    }

    /// The elements of this list in order; none where the field is absent.
    public List<Field> items() {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw invalid("a list");
        }
        var items = new ArrayList<Field>(list.size());
        for (var i = 0; i < list.size(); i++) {
            items.add(new Field(path + "[" + i + "]", list.get(i)));
        }
        return items;
    }

    /// The string here, which must be present.
    public String text() {
        if (!(value instanceof String text)) {
            throw invalid("a string");
        }
        return text;
    }

    /// The string here, if there is one.
    public Optional<String> optionalText() {
        return value == null ? Optional.empty() : Optional.of(text());
    }

    /// The strings of this list in order; none where the field is absent.
    public List<String> texts() {
        return items().stream().map(Field::text).toList();
    }

    /// This object as a map from string to string; empty where the field is absent.
    public Map<String, String> textMap() {
        var texts = new TreeMap<String, String>();
        members().forEach((name, field) -> texts.put(name, field.text()));
        return texts;
    }

    /// This object as an immutable plain JSON tree of its own, in the order of the document, where absence has one form: no
    /// member is null.
    public Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        for (var name : object().keySet()) {
            var member = get(String.valueOf(name));
            if (member.present()) {
                tree.put(String.valueOf(name), member.copy());
            }
        }
        return Collections.unmodifiableMap(tree);
    }

    private Object copy() {
        return switch (value) {
            case null -> throw invalid("a value");
            case Map<?, ?> map -> tree();
            case List<?> list -> items().stream().map(Field::copy).toList();
            default -> value;
        };
    }

    /// The whole number here, which must lie in `min..max`.
    public int integer(int min, int max) {
        var number = switch (value) {
            case Integer small -> small.longValue();
            case Long large -> large;
            case Double decimal when decimal == Math.rint(decimal) -> decimal.longValue();
            case BigInteger huge when huge.bitLength() < Long.SIZE -> huge.longValue();
            case null, default -> Long.MIN_VALUE;
        };
        if (number < min || number > max) {
            throw invalid("a whole number from " + min + " to " + max);
        }
        return (int) number;
    }

    /// The boolean here, or `defaultValue` where the field is absent.
    public boolean flag(boolean defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        if (!(value instanceof Boolean flag)) {
            throw invalid("true or false");
        }
        return flag;
    }

    /// One of `allowed`, or `defaultValue` where the field is absent.
    public String oneOf(String defaultValue, String... allowed) {
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof String text && Arrays.asList(allowed).contains(text)) {
            return text;
        }
        throw invalid("one of " + String.join(", ", allowed));
    }

    /// This field, after a check that it is an object with no members but `names`; the refusal names the member's place.
    public Field only(String... names) {
        for (var name : object().keySet()) {
            if (!(name instanceof String known) || !Arrays.asList(names).contains(known)) {
                var place = printable(String.valueOf(name));
                throw new InvalidFieldException(new Problem(path.isEmpty() ? place : path + "." + place,
                        "only the fields " + String.join(", ", names), "the unknown field " + shown(name)));
            }
        }
        return this;
    }

    /// The refusal of what stands here.
    public InvalidFieldException invalid(String expected) {
        return new InvalidFieldException(new Problem(path, expected, found()));
    }

    private String found() {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> map -> map.isEmpty() ? "an empty object" : "an object";
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            default -> shown(value);
        };
    }

    private Map<?, ?> object() {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid("an object");
        }
        return map;
    }

    /// A value as it may stand in a message: quoted, shortened, and without control characters.
    private static String shown(@Nullable Object value) {
        var printable = printable(String.valueOf(value));
        return value instanceof String ? "\"" + printable + "\"" : printable;
    }

    private static String printable(String text) {
        var shortened = text.length() > FOUND_LIMIT ? text.substring(0, FOUND_LIMIT) + "…" : text;
        return shortened.replaceAll("\\p{C}", "?");
    }
}
