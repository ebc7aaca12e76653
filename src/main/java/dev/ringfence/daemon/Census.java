package dev.ringfence.daemon;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PeerDirectory;
import dev.ringfence.model.Labels;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The classes of pods of the cluster at one moment, and how many pods each has; immutable.
///
/// @param places by namespace
public record Census(SortedMap<String, Place> places) implements PeerDirectory {

    /// One namespace.
    public record Place(Labels labels, SortedMap<PeerClass, Crowd> crowds) {
        public Place {
            crowds = Collections.unmodifiableSortedMap(new TreeMap<>(crowds));
        }
    }

    /// The pods of one class.
    ///
    /// @param first one of them, as `namespace/name`
    public record Crowd(int count, String first) {}

    public Census {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    @Override
    public Collection<String> namespaces() {
        return places.keySet();
    }

    @Override
    public Labels labels(String namespace) {
        var place = place(namespace);
        return place == null ? Labels.EMPTY : place.labels();
    }

    @Override
    public Collection<PeerClass> classes(String namespace) {
        var place = place(namespace);
        return place == null ? Collections.emptySet() : place.crowds().keySet();
    }

    private @Nullable Place place(String namespace) {
        return places.get(namespace);
    }

    /// The pods of a class of this census.
    Crowd crowd(PeerClass peers) {
        var place = place(peers.point().namespace());
        var crowd = place == null ? null : place.crowds().get(peers);
        if (crowd == null) {
            throw new IllegalArgumentException("expected a class of this census, found " + peers);
        }
        return crowd;
    }
}
