package dev.ringfence.model.request;

import dev.ringfence.model.language.Effort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Requests of some protocols whose fields, one by one, are in given sets, and for which some unknown conditions hold and others
/// do not.
///
/// @param protocols which protocols they may be of
/// @param sides the sets, for those fields that cannot be anything
/// @param held conditions that cannot be decided here and must hold, as texts; equal texts are the same condition
/// @param failed such conditions that must not hold
record Box(Set<Protocol> protocols, SortedMap<Field, Values> sides, SortedSet<String> held,
        SortedSet<String> failed)
        implements
            Comparable<Box> {
    static final Set<Protocol> EVERY_PROTOCOL = Collections.unmodifiableSet(EnumSet.allOf(Protocol.class));
    static final Box EVERYTHING = new Box(EVERY_PROTOCOL, new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    Box {
        protocols = Collections
                .unmodifiableSet(
                        protocols.isEmpty() ? EnumSet.noneOf(Protocol.class) : EnumSet.copyOf(protocols));
        sides = Collections.unmodifiableSortedMap(new TreeMap<>(sides));
        held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }

    /// Every request of one protocol.
    static Box of(Protocol protocol) {
        return EVERYTHING.with(EnumSet.of(protocol));
    }

    Box with(Set<Protocol> others) {
        return new Box(others, sides, held, failed);
    }

    /// The same with a field restricted to some values.
    Box and(Field field, Values values, Effort effort) {
        var both = side(field).intersect(values, effort);
        return with(field, sides.containsKey(field) ? both : both.writtenAs(values));
    }

    /// The same with these values of a field.
    Box with(Field field, Values values) {
        var all = new TreeMap<>(sides);
        if (values.equals(field.universe())) {
            all.remove(field);
        } else {
            all.put(field, values);
        }
        return new Box(protocols, all, held, failed);
    }

    /// The same where a condition holds or does not hold.
    Box and(String condition, boolean holds) {
        var conditions = new TreeSet<>(holds ? held : failed);
        conditions.add(condition);
        return holds
                ? new Box(protocols, sides, conditions, failed)
                : new Box(protocols, sides, held, conditions);
    }

    Values side(Field field) {
        return sides.getOrDefault(field, field.universe());
    }

    boolean isEmpty() {
        return protocols.isEmpty() || sides.values().stream().anyMatch(Values::isEmpty)
                || !Collections.disjoint(held, failed);
    }

    /// Whether some request is surely in the box: no unknown condition is asked for, or only that one does not hold for everything
    /// that can be said on a connection, and whoever looks into connections does not let everything pass.
    boolean isCertain() {
        return held.isEmpty() && (failed.isEmpty() || protocols.contains(Protocol.OTHER));
    }

    boolean contains(Box other, Effort effort) {
        return protocols.containsAll(other.protocols) && other.held.containsAll(held)
                && other.failed.containsAll(failed)
                && sides.entrySet().stream()
                        .allMatch(side -> side.getValue().contains(other.side(side.getKey()), effort));
    }

    boolean isDisjoint(Box other, Effort effort) {
        return Collections.disjoint(protocols, other.protocols) || !Collections.disjoint(held, other.failed)
                || !Collections.disjoint(failed, other.held)
                || other.sides.entrySet().stream()
                        .anyMatch(side -> sides.containsKey(side.getKey())
                                && !side(side.getKey()).meets(side.getValue(), effort));
    }

    Box intersect(Box other, Effort effort) {
        var common = EnumSet.noneOf(Protocol.class);
        common.addAll(protocols);
        common.retainAll(other.protocols);
        var both = with(common);
        for (var side : other.sides.entrySet()) {
            both = both.and(side.getKey(), side.getValue(), effort);
        }
        for (var condition : other.held) {
            both = both.and(condition, true);
        }
        for (var condition : other.failed) {
            both = both.and(condition, false);
        }
        return both;
    }

    /// What is here and not in `other`, as disjoint boxes.
    List<Box> minus(Box other, Effort effort) {
        if (isDisjoint(other, effort)) {
            return List.of(this);
        }
        var pieces = new ArrayList<Box>();
        var others = EnumSet.noneOf(Protocol.class);
        others.addAll(protocols);
        others.removeAll(other.protocols);
        pieces.add(with(others));
        var inside = intersect(EVERYTHING.with(other.protocols), effort);
        for (var side : other.sides.entrySet()) {
            var outside = inside.side(side.getKey()).minus(side.getValue(), effort);
            pieces.add(inside.with(side.getKey(), inside.sides.containsKey(side.getKey())
                    ? outside
                    : outside.writtenAsAllBut(side.getValue())));
            inside = inside.and(side.getKey(), side.getValue(), effort);
        }
        for (var condition : other.held) {
            pieces.add(inside.and(condition, false));
            inside = inside.and(condition, true);
        }
        for (var condition : other.failed) {
            pieces.add(inside.and(condition, true));
            inside = inside.and(condition, false);
        }
        pieces.removeIf(Box::isEmpty);
        return pieces;
    }

    @Override
    public int compareTo(Box other) {
        var order = Integer.compare(protocols.size(), other.protocols.size());
        order = order != 0
                ? order
                : compare(List.copyOf(protocols), List.copyOf(other.protocols), Protocol::compareTo);
        order = order != 0 ? order : compare(List.copyOf(held), List.copyOf(other.held), String::compareTo);
        order = order != 0
                ? order
                : compare(List.copyOf(failed), List.copyOf(other.failed), String::compareTo);
        order = order != 0
                ? order
                : compare(List.copyOf(sides.keySet()), List.copyOf(other.sides.keySet()), Field::compareTo);
        return order != 0
                ? order
                : compare(List.copyOf(sides.values()), List.copyOf(other.sides.values()), Values::compareTo);
    }

    private static <T> int compare(List<T> one, List<T> two, BiFunction<T, T, Integer> comparison) {
        for (var i = 0; i < Math.min(one.size(), two.size()); i++) {
            int order = comparison.apply(one.get(i), two.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), two.size());
    }

    /// Such as `HTTP with path /v1/.*`.
    @Override
    public String toString() {
        return text(Values::toString);
    }

    /// The same, with the sets written as the caller wants.
    String text(Function<Values, String> write) {
        var parts = new ArrayList<String>();
        sides.forEach((field, values) -> parts.add(field + " " + write.apply(values)));
        parts.addAll(held);
        failed.forEach(condition -> parts.add("not: " + condition));
        var protocol = protocols.equals(EVERY_PROTOCOL)
                ? "everything"
                : String.join(", ", protocols.stream().map(Protocol::text).toList());
        return parts.isEmpty() ? protocol : protocol + " with " + String.join(", ", parts);
    }
}
