package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import java.util.ArrayList;
import java.util.List;

/// What one reach allows and another does not; or what several such differences have in common.
///
/// @param differences the differences, all of which hold at once
/// @param certain what surely is in excess, for peers that exist or not
/// @param possible what may be
public record Excess(List<Difference> differences, Extent certain, Extent possible) {

    /// One reach, and another to be taken away from it.
    record Difference(Reach more, Reach less) {

        int readings() {
            return Math.max(more.size(), less.size());
        }

        Extent certain(int reading) {
            return more.reading(reading).least().minus(less.reading(reading).most(), Bound.LEAST)
                    .learning(more.learned());
        }

        Extent possible(int reading) {
            return more.reading(reading).most().minus(less.reading(reading).least(), Bound.MOST);
        }

        /// The bounds at a class of pods, under one reading.
        Bounds at(PeerClass peer, int reading) {
            return new Bounds(
                    more.at(peer, reading, Bound.LEAST).minus(less.at(peer, reading, Bound.MOST),
                            Bound.LEAST),
                    more.at(peer, reading, Bound.MOST).minus(less.at(peer, reading, Bound.LEAST),
                            Bound.MOST));
        }
    }

    /// Ports that surely are in excess, and all that may be.
    public record Bounds(Traffic certain, Traffic possible) {
        private static final Bounds ALL = new Bounds(Traffic.ALL, Traffic.ALL);

        private Bounds and(Bounds other) {
            return new Bounds(certain.intersect(other.certain), possible.intersect(other.possible));
        }
    }

    /// What `more` allows and `less` does not.
    public static Excess of(Reach more, Reach less) {
        var difference = new Difference(more, less);
        if (more.equals(less)) {
            return new Excess(List.of(difference), Extent.NOTHING, Extent.NOTHING);
        }
        var certain = difference.certain(0);
        var possible = difference.possible(0);
        for (var reading = 1; reading < difference.readings(); reading++) {
            certain = certain.intersect(difference.certain(reading));
            possible = possible.union(difference.possible(reading));
        }
        return new Excess(List.of(difference), certain, possible);
    }

    /// What both have in common.
    public Excess and(Excess other) {
        var both = new ArrayList<>(differences);
        both.addAll(other.differences);
        return new Excess(both, certain.intersect(other.certain), possible.intersect(other.possible));
    }

    /// Whether there is surely nothing.
    public boolean isEmpty() {
        return possible.isEmpty();
    }

    /// The ports in excess between the subject and an address outside of the cluster.
    public Bounds at(Address address) {
        return new Bounds(certain.outside().at(address), possible.outside().at(address));
    }

    /// The ports in excess between the subject and the pods of a class that exists.
    public Bounds at(PeerClass peer) {
        var readings = differences.stream().mapToInt(Difference::readings).max().orElse(0);
        var certain = Traffic.ALL;
        var possible = Traffic.NONE;
        for (var reading = 0; reading < readings; reading++) {
            var here = Bounds.ALL;
            for (var difference : differences) {
                here = here.and(difference.at(peer, reading));
            }
            certain = certain.intersect(here.certain());
            possible = possible.union(here.possible());
        }
        return new Bounds(certain, possible);
    }
}
