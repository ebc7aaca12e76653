package dev.ringfence.daemon;

import dev.ringfence.model.Pod;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packed pods in order of name, no two of the same name.
final class PodList {
    private static final PackedPod[] NONE = {};

    private PackedPod[] pods = NONE;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    PackedPod get(int index) {
        return pods[index];
    }

    /// The pod of this name.
    @Nullable
    PackedPod find(String name) {
        var place = place(name);
        return place >= 0 ? pods[place] : null;
    }

    /// Adds a pod that comes after all others.
    void add(PackedPod pod) {
        insert(size, pod);
    }

    /// Adds a pod in the place of one of the same name, which is returned.
    @Nullable
    PackedPod put(String name, PackedPod pod) {
        var place = place(name);
        if (place >= 0) {
            var before = pods[place];
            pods[place] = pod;
            return before;
        }
        insert(-place - 1, pod);
        return null;
    }

    private void insert(int place, PackedPod pod) {
        if (size == pods.length) {
            // A little room to spare: pods come one by one, and most lists stay short.
            pods = Arrays.copyOf(pods, size + 1 + size / 8);
        }
        System.arraycopy(pods, place, pods, place + 1, size - place);
        pods[place] = pod;
        size++;
    }

    /// Removes the pod of this name, which is returned.
    @Nullable
    PackedPod remove(String name) {
        var place = place(name);
        if (place < 0) {
            return null;
        }
        var before = pods[place];
        System.arraycopy(pods, place + 1, pods, place, size - place - 1);
        size--;
        if (size < pods.length / 2) {
            pods = Arrays.copyOf(pods, size);
        } else {
            Arrays.fill(pods, size, size + 1, null);
        }
        return before;
    }

    /// The pods as they are now, each unpacked when it is asked for; not to be kept beyond the next change.
    List<Pod> view() {
        return new AbstractList<>() {
            @Override
            public Pod get(int index) {
                return pods[index].unpack();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /// Where the pod of this name is; for one that is not there, the place before which it belongs, as `-place - 1`.
    private int place(String name) {
        var low = 0;
        var high = size - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = pods[middle].compareName(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
