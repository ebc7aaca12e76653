package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.index.Row.Beyond;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes of pods, numbered from 0; the number of one that is gone is given again.
final class Classes {
    private final List<PeerClass> classes = new ArrayList<>();
    private final Map<PeerClass, Integer> ids = new HashMap<>();
    private final BitSet there = new BitSet();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Likeness<List<Address>> places = new Likeness<>();
    private final Likeness<Appearance> appearances = new Likeness<>();

    /// What a peer has besides labels.
    ///
    /// @param place the number of its addresses
    private record Appearance(int place, List<ContainerPort> ports) {}

    /// Numbers a class, which must be new.
    int add(PeerClass peers) {
        var id = free.isEmpty() ? classes.size() : free.getFirst();
        if (ids.putIfAbsent(peers, id) != null) {
            throw new IllegalArgumentException("expected a class that is new, found again " + peers);
        }
        free.poll();
        if (id == classes.size()) {
            classes.add(peers);
        } else {
            classes.set(id, peers);
        }
        there.set(id);
        places.add(id, peers.addresses());
        appearances.add(id, new Appearance(places.of(id), peers.ports()));
        return id;
    }

    /// Lets a class go; its number is not given again before [#free].
    void remove(int id) {
        ids.remove(classes.get(id));
        there.clear(id);
    }

    void free(int id) {
        free.push(id);
    }

    boolean contains(PeerClass peers) {
        return ids.containsKey(peers);
    }

    /// The number of a class.
    int id(PeerClass peers) {
        var id = ids.get(peers);
        if (id == null) {
            throw new IllegalArgumentException("expected a class that is in the index, found " + peers);
        }
        return id;
    }

    PeerClass get(int id) {
        return classes.get(id);
    }

    boolean isThere(int id) {
        return there.get(id);
    }

    /// All numbers are lower.
    int limit() {
        return classes.size();
    }

    int size() {
        return ids.size();
    }

    /// The classes there are, in order of number.
    BitSet there() {
        return there;
    }

    /// The number of a class, equal for two only if they are alike in what is asked for besides labels.
    int likeness(int id, Beyond beyond) {
        return switch (beyond) {
            case NOTHING -> 0;
            case ADDRESSES -> places.of(id);
            case ADDRESSES_AND_PORTS -> appearances.of(id);
        };
    }

    /// All numbers of likeness are lower.
    int likenesses(Beyond beyond) {
        return switch (beyond) {
            case NOTHING -> 1;
            case ADDRESSES -> places.size();
            case ADDRESSES_AND_PORTS -> appearances.size();
        };
    }
}
