package dev.ringfence.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A set of IPv4 and IPv6 addresses, as sorted, disjoint, non-touching ranges, so equal sets are equal values.
public record AddressSet(List<AddressRange> ranges) {
    public static final AddressSet NONE = new AddressSet(List.of());
    public static final AddressSet ALL = new AddressSet(
            List.of(AddressRange.all(Address.Family.IPV4), AddressRange.all(Address.Family.IPV6)));

    public AddressSet {
        ranges = merged(ranges);
    }

    public static AddressSet of(AddressRange... ranges) {
        return new AddressSet(List.of(ranges));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(Address address) {
        for (var range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    public AddressSet union(AddressSet other) {
        var all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return new AddressSet(all);
    }

    public AddressSet minus(AddressSet other) {
        var kept = ranges;
        for (var hole : other.ranges) {
            kept = kept.stream().flatMap(range -> without(range, hole).stream()).toList();
        }
        return new AddressSet(kept);
    }

    private static List<AddressRange> without(AddressRange range, AddressRange hole) {
        if (hole.last().compareTo(range.first()) < 0 || hole.first().compareTo(range.last()) > 0) {
            return List.of(range);
        }
        var parts = new ArrayList<AddressRange>();
        if (range.first().compareTo(hole.first()) < 0) {
            parts.add(new AddressRange(range.first(), hole.first().previous()));
        }
        if (hole.last().compareTo(range.last()) < 0) {
            parts.add(new AddressRange(hole.last().next(), range.last()));
        }
        return parts;
    }

    private static List<AddressRange> merged(Collection<AddressRange> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(AddressRange::first));
        var merged = new ArrayList<AddressRange>(sorted.size());
        for (var range : sorted) {
            if (!merged.isEmpty() && touches(merged.getLast(), range)) {
                var before = merged.removeLast();
                var last = before.last().compareTo(range.last()) >= 0 ? before.last() : range.last();
                merged.add(new AddressRange(before.first(), last));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    /// Whether `after`, which does not start before `before`, overlaps it or follows it without a gap.
    private static boolean touches(AddressRange before, AddressRange after) {
        if (before.last().family() != after.first().family()) {
            return false;
        }
        return before.last().equals(before.last().family().last())
                || before.last().next().compareTo(after.first()) >= 0;
    }
}
