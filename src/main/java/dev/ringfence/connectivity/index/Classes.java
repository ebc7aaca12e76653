package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Map<Appearance, Integer> appearances = new HashMap<>();
    private final List<IdSet> byAppearance = new ArrayList<>();
    private int[] appearanceOf = {};

    /// What a peer has besides labels.
    private record Appearance(List<Address> addresses, List<ContainerPort> ports) {}

    /// Numbers a class that is new.
    int add(PeerClass peers) {
        var id = free.isEmpty() ? classes.size() : free.pop();
        if (id == classes.size()) {
            classes.add(peers);
            appearanceOf = id < appearanceOf.length ? appearanceOf : Arrays.copyOf(appearanceOf, 16 + 2 * id);
        } else {
            classes.set(id, peers);
        }
        ids.put(peers, id);
        there.set(id);
        var appearance = appearances.computeIfAbsent(new Appearance(peers.addresses(), peers.ports()), _ -> {
            byAppearance.add(new IdSet());
            return byAppearance.size() - 1;
        });
        appearanceOf[id] = appearance;
        byAppearance.get(appearance).add(id);
        return id;
    }

    /// Lets a class go; its number is not given again before [#free].
    void remove(int id) {
        ids.remove(classes.get(id));
        there.clear(id);
        byAppearance.get(appearanceOf[id]).remove(id);
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

    /// What a peer has besides labels, as a number: equal for two classes only if all of it is.
    int appearance(int id) {
        return appearanceOf[id];
    }

    /// The classes of each appearance.
    List<IdSet> byAppearance() {
        return byAppearance;
    }
}
