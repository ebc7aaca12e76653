package dev.ringfence.connectivity.index;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes by what they have besides labels: those that are alike in it have the same number.
final class Likeness {
    private final Map<Looks, Integer> numbers = new HashMap<>();
    private final List<IdSet> alike = new ArrayList<>();
    private int[] numberOf = {};

    /// What a peer has besides labels.
    private record Looks(List<Address> addresses, List<ContainerPort> ports) {}

    void add(int id, List<Address> addresses, List<ContainerPort> ports) {
        if (id >= numberOf.length) {
            numberOf = Arrays.copyOf(numberOf, 16 + 2 * id);
        }
        numberOf[id] = numbers.computeIfAbsent(new Looks(addresses, ports), _ -> {
            alike.add(new IdSet());
            return alike.size() - 1;
        });
        alike.get(numberOf[id]).add(id);
    }

    void remove(int id) {
        alike.get(numberOf[id]).remove(id);
    }

    /// The number of a class, equal for two only if they are alike.
    int of(int id) {
        return numberOf[id];
    }

    /// The classes that are alike, those of each number together.
    List<IdSet> alike() {
        return alike;
    }
}
