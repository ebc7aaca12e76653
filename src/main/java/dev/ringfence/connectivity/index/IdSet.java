package dev.ringfence.connectivity.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// A set of small numbers, sorted.
final class IdSet {
    private static final int[] NONE = {};

    private int[] ids = NONE;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int get(int index) {
        return ids[index];
    }

    boolean contains(int id) {
        return place(id) >= 0;
    }

    void add(int id) {
        var place = size > 0 && ids[size - 1] < id ? -size - 1 : place(id);
        if (place >= 0) {
            return;
        }
        var at = -place - 1;
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + 1 + size / 2);
        }
        System.arraycopy(ids, at, ids, at + 1, size - at);
        ids[at] = id;
        size++;
    }

    void remove(int id) {
        var at = place(id);
        if (at >= 0) {
            System.arraycopy(ids, at + 1, ids, at, size - at - 1);
            size--;
        }
    }

    /// Calls for each number there is now, even if there are others by then.
    void forEach(IntConsumer consumer) {
        for (var id : toArray()) {
            consumer.accept(id);
        }
    }

    int[] toArray() {
        return Arrays.copyOf(ids, size);
    }

    private int place(int id) {
        var low = 0;
        var high = size - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (ids[middle] < id) {
                low = middle + 1;
            } else if (ids[middle] > id) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }
}
