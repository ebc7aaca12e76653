package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/// What may be used at each address: sorted, disjoint ranges, no two touching ones alike, so equal functions are equal values.
///
/// @param entries the ranges where anything may be used
/// @param unaddressed what may be used with a pod that has no address yet; nothing where the map is not about pods
public record AddressMap(List<Entry> entries, Traffic unaddressed) {
    public static final AddressMap NOTHING = new AddressMap(List.of(), Traffic.NONE);
    /// Everything, at every address outside of the cluster.
    public static final AddressMap WORLD = of(AddressSet.ALL, Traffic.ALL);

    /// The same on every address of a range.
    public record Entry(AddressRange range, Traffic traffic) {}

    public AddressMap {
        entries = List.copyOf(entries);
    }

    /// The same on every address of a set.
    public static AddressMap of(AddressSet addresses, Traffic traffic) {
        return traffic.isEmpty() ? NOTHING : new AddressMap(entries(addresses, traffic), Traffic.NONE);
    }

    /// The same with a pod whatever its address is, if it has one.
    public static AddressMap anywhere(Traffic traffic) {
        return traffic.isEmpty() ? NOTHING : new AddressMap(entries(AddressSet.ALL, traffic), traffic);
    }

    private static List<Entry> entries(AddressSet addresses, Traffic traffic) {
        return addresses.ranges().stream().map(range -> new Entry(range, traffic)).toList();
    }

    public boolean isEmpty() {
        return entries.isEmpty() && unaddressed.isEmpty();
    }

    /// Whether the address makes no difference.
    private boolean isUniform() {
        return entries.size() == 2 && entries.getFirst().traffic().equals(unaddressed)
                && entries.getLast().traffic().equals(unaddressed)
                && entries.getFirst().range().equals(AddressSet.ALL.ranges().getFirst())
                && entries.getLast().range().equals(AddressSet.ALL.ranges().getLast());
    }

    /// What may be used at `address`.
    public Traffic at(Address address) {
        var low = 0;
        var high = entries.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var range = entries.get(middle).range();
            if (range.contains(address)) {
                return entries.get(middle).traffic();
            }
            if (range.last().compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Traffic.NONE;
    }

    /// What may be used with a pod that has these addresses, by whichever of them.
    public Traffic atAnyOf(List<Address> addresses) {
        return addresses.stream().map(this::at).reduce(Traffic::union).orElse(unaddressed);
    }

    /// What may be used at every address there is.
    public Traffic everywhere() {
        var covered = new AddressSet(entries.stream().map(Entry::range).toList());
        return covered.equals(AddressSet.ALL)
                ? entries.stream().map(Entry::traffic).reduce(Traffic.ALL, Traffic::intersect)
                : Traffic.NONE;
    }

    /// What may be used at some address.
    public Traffic somewhere() {
        return entries.stream().map(Entry::traffic).reduce(unaddressed, Traffic::union);
    }

    public AddressMap union(AddressMap other) {
        if (isEmpty() || equals(other)) {
            return other;
        }
        return other.isEmpty() ? this : combine(other, Traffic::union);
    }

    AddressMap minus(AddressMap other, Bound bound) {
        return isEmpty() || other.isEmpty()
                ? this
                : combine(other, (left, right) -> left.minus(right, bound));
    }

    public AddressMap intersect(AddressMap other) {
        if (isEmpty() || equals(other)) {
            return this;
        }
        return other.isEmpty() ? other : combine(other, Traffic::intersect);
    }

    private AddressMap combine(AddressMap other, BinaryOperator<Traffic> operator) {
        if (isUniform() && other.isUniform()) {
            return uniform(operator.apply(unaddressed, other.unaddressed), other);
        }
        var starts = new TreeSet<Address>();
        for (var map : List.of(this, other)) {
            for (var entry : map.entries) {
                starts.add(entry.range().first());
                if (!isLast(entry.range().last())) {
                    starts.add(entry.range().last().next());
                }
            }
        }
        var combined = new ArrayList<Entry>();
        for (var start : starts) {
            var traffic = operator.apply(at(start), other.at(start));
            if (!traffic.isEmpty()) {
                append(combined, new AddressRange(start, end(starts, start)), traffic);
            }
        }
        return new AddressMap(combined, operator.apply(unaddressed, other.unaddressed));
    }

    /// A map that already has it is taken again.
    private AddressMap uniform(Traffic traffic, AddressMap other) {
        if (traffic.equals(unaddressed)) {
            return this;
        }
        return traffic.equals(other.unaddressed) ? other : anywhere(traffic);
    }

    /// The last address before the next start, or of the family.
    private static Address end(TreeSet<Address> starts, Address start) {
        var next = starts.higher(start);
        return next == null || next.family() != start.family() ? start.family().last() : next.previous();
    }

    private static boolean isLast(Address address) {
        return address.equals(address.family().last());
    }

    private static void append(List<Entry> entries, AddressRange range, Traffic traffic) {
        if (!entries.isEmpty()) {
            var before = entries.getLast();
            if (before.traffic().equals(traffic) && !isLast(before.range().last())
                    && before.range().last().next().equals(range.first())) {
                entries.set(entries.size() - 1,
                        new Entry(new AddressRange(before.range().first(), range.last()), traffic));
                return;
            }
        }
        entries.add(new Entry(range, traffic));
    }

    /// The union of many maps, halves first, so that long lists of small maps stay cheap.
    public static AddressMap union(List<AddressMap> maps) {
        return switch (maps.size()) {
            case 0 -> NOTHING;
            case 1 -> maps.getFirst();
            default -> union(maps.subList(0, maps.size() / 2))
                    .union(union(maps.subList(maps.size() / 2, maps.size())));
        };
    }

    /// The entry that shows the map to a person best: the one with everything, else the lowest.
    public Entry widest() {
        return entries.stream().max(Comparator.comparing((Entry entry) -> entry.traffic().equals(Traffic.ALL))
                .thenComparing(Entry::range, Comparator.comparing(AddressRange::first).reversed()))
                .orElseThrow();
    }
}
