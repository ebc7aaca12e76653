package dev.ringfence.connectivity.index;

import java.util.Arrays;
import java.util.List;

/// Some of the policies that are held, each once, in the order in which they came; the newest is the cheapest to add.
final class PolicyList {
    private static final HeldPolicy[] NONE = {};

    private HeldPolicy[] policies = NONE;
    private int size;

    int size() {
        return size;
    }

    HeldPolicy get(int index) {
        return policies[index];
    }

    /// Adds a policy, if it is not there yet.
    void add(HeldPolicy policy) {
        var place = size > 0 && policies[size - 1].compareTo(policy) < 0
                ? -size - 1
                : Arrays.binarySearch(policies, 0, size, policy);
        if (place >= 0) {
            return;
        }
        var at = -place - 1;
        if (size == policies.length) {
            policies = Arrays.copyOf(policies, size + 1 + size / 2);
        }
        System.arraycopy(policies, at, policies, at + 1, size - at);
        policies[at] = policy;
        size++;
    }

    void remove(HeldPolicy policy) {
        var at = Arrays.binarySearch(policies, 0, size, policy);
        if (at >= 0) {
            System.arraycopy(policies, at + 1, policies, at, size - at - 1);
            policies = Arrays.copyOf(policies, --size);
        }
    }

    /// Those that are there now.
    List<HeldPolicy> toList() {
        return List.of(Arrays.copyOf(policies, size));
    }
}
