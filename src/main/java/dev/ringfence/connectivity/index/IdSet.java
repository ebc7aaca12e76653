package dev.ringfence.connectivity.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A set of small numbers, sorted.
final class IdSet {
    private static final int[] NONE = {};

    /// A set of more numbers than this is asked by bits.
    private static final int FEW = 256;

    private int[] ids = NONE;
    private int size;
    private @Nullable BitSet bits;

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
        return bits == null ? place(id) >= 0 : bits.get(id);
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
        if (bits != null) {
            bits.set(id);
        } else if (size > FEW) {
            bits = new BitSet();
            forEach(bits::set);
        }
    }

    void remove(int id) {
        var at = place(id);
        if (at >= 0) {
            System.arraycopy(ids, at + 1, ids, at, size - at - 1);
            size--;
            if (bits != null) {
                bits.clear(id);
            }
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
