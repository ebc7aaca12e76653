package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressMap;
import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/// Cuts the address space into ranges on each of which several maps are constant.
final class AddressPartition {

    private AddressPartition() {}

    /// The largest such ranges, in order, without those where every map has nothing.
    static List<AddressRange> of(List<AddressMap> maps) {
        var starts = new TreeSet<Address>();
        for (var map : maps) {
            for (var entry : map.entries()) {
                starts.add(entry.range().first());
                if (!isLast(entry.range().last())) {
                    starts.add(entry.range().last().next());
                }
            }
        }
        var ranges = new ArrayList<AddressRange>();
        for (var start : starts) {
            if (maps.stream().anyMatch(map -> !map.at(start).isEmpty())) {
                append(ranges, new AddressRange(start, end(starts, start)), maps);
            }
        }
        return ranges;
    }

    private static Address end(NavigableSet<Address> starts, Address start) {
        var next = starts.higher(start);
        return next == null || next.family() != start.family() ? start.family().last() : next.previous();
    }

    private static void append(List<AddressRange> ranges, AddressRange range, List<AddressMap> maps) {
        if (!ranges.isEmpty()) {
            var before = ranges.getLast();
            var touches = !isLast(before.last()) && before.last().next().equals(range.first());
            if (touches && maps.stream()
                    .allMatch(map -> Objects.equals(map.at(before.first()), map.at(range.first())))) {
                ranges.set(ranges.size() - 1, new AddressRange(before.first(), range.last()));
                return;
            }
        }
        ranges.add(range);
    }

    private static boolean isLast(Address address) {
        return address.equals(address.family().last());
    }
}
