package dev.ringfence.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A set of values that one label key may take, where "the key is absent" is one of the values.
///
/// The domain is every string and ABSENT. A set is finite, or the complement of a finite set, so the sets that selectors
/// can say are closed under intersection, union and complement, and every set has exactly one form.
///
/// @param absent whether an object without the key belongs to the set
/// @param others whether `values` lists what is left out (true) or what is in (false), among the values present
/// @param values sorted and without duplicates
public record ValueSet(boolean absent, boolean others, List<String> values) implements Comparable<ValueSet> {
    /// Every value, and absence.
    public static final ValueSet ALL = new ValueSet(true, true, List.of());
    /// Nothing.
    public static final ValueSet NONE = new ValueSet(false, false, List.of());
    /// Any value, but not absence.
    public static final ValueSet PRESENT = new ValueSet(false, true, List.of());
    /// Absence only.
    public static final ValueSet ABSENT = new ValueSet(true, false, List.of());

    public ValueSet {
        values = List.copyOf(isSorted(values) ? values : new TreeSet<>(values));
    }

    private static boolean isSorted(List<String> values) {
        for (var i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Exactly the given values.
    public static ValueSet of(Collection<String> values) {
        return new ValueSet(false, false, List.copyOf(values));
    }

    /// Exactly the given values.
    public static ValueSet of(String... values) {
        return of(List.of(values));
    }

    /// Exactly what `value` is, null meaning absence.
    public static ValueSet exactly(@Nullable String value) {
        return value == null ? ABSENT : of(value);
    }

    /// Whether `value` belongs to the set, null meaning absence.
    public boolean contains(@Nullable String value) {
        return value == null ? absent : others != isListed(value);
    }

    private boolean isListed(String value) {
        return values.size() == 1
                ? values.getFirst().equals(value)
                : Collections.binarySearch(values, value) >= 0;
    }

    public boolean isEmpty() {
        return !absent && !others && values.isEmpty();
    }

    public boolean isAll() {
        return absent && others && values.isEmpty();
    }

    public ValueSet complement() {
        return new ValueSet(!absent, !others, values);
    }

    public ValueSet intersect(ValueSet other) {
        if (isAll() || equals(other)) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        var both = absent && other.absent;
        if (others && other.others) {
            var excluded = new TreeSet<>(values);
            excluded.addAll(other.values);
            return new ValueSet(both, true, List.copyOf(excluded));
        }
        var finite = others ? other : this;
        var filter = others ? this : other;
        return new ValueSet(both, false, finite.values.stream().filter(filter::contains).toList());
    }

    /// Whether some value, or absence, belongs to both.
    public boolean meets(ValueSet other) {
        if ((absent && other.absent) || (others && other.others)) {
            return true;
        }
        var finite = others ? other : this;
        var filter = others ? this : other;
        for (var value : finite.values) {
            if (filter.contains(value)) {
                return true;
            }
        }
        return false;
    }

    public ValueSet union(ValueSet other) {
        return complement().intersect(other.complement()).complement();
    }

    /// A member to show to a person: the first listed value, else absence, else a made-up value; none if empty.
    public Optional<Sample> sample() {
        if (!others && !values.isEmpty()) {
            return Optional.of(new Sample(values.getFirst()));
        }
        if (absent) {
            return Optional.of(new Sample(null));
        }
        return others ? Optional.of(new Sample(unlisted())) : Optional.empty();
    }

    private String unlisted() {
        var candidate = "other";
        while (values.contains(candidate)) {
            candidate += "-";
        }
        return candidate;
    }

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and selectors are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ValueSet that && absent == that.absent
                && others == that.others && values.equals(that.values));
    }

    @Override
    public int hashCode() {
        return (absent ? 1 : 0) + (others ? 2 : 0) + 31 * values.hashCode();
    }

    @Override
    public int compareTo(ValueSet other) {
        var byKind = Boolean.compare(others, other.others);
        if (byKind != 0) {
            return byKind;
        }
        var byAbsent = Boolean.compare(other.absent, absent);
        if (byAbsent != 0) {
            return byAbsent;
        }
        for (var i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            var byValue = values.get(i).compareTo(other.values.get(i));
            if (byValue != 0) {
                return byValue;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    /// One member of a set.
    ///
    /// @param value the value, null for absence
    public record Sample(@Nullable String value) {}
}
