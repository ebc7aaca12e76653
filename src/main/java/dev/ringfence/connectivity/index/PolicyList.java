package dev.ringfence.connectivity.index;

import java.util.Arrays;
import java.util.List;

/// Some of the policies that are held, each once, in the order in which they came.
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

    /// Adds a policy that came after all others, if it is not there yet.
    void append(HeldPolicy policy) {
        if (size == 0 || !policies[size - 1].equals(policy)) {
            insert(size, policy);
        }
    }

    /// Adds a policy, if it is not there yet.
    void add(HeldPolicy policy) {
        var place = Arrays.binarySearch(policies, 0, size, policy);
        if (place < 0) {
            insert(-place - 1, policy);
        }
    }

    private void insert(int place, HeldPolicy policy) {
        if (size == policies.length) {
            policies = Arrays.copyOf(policies, size + 1 + size / 2);
        }
        System.arraycopy(policies, place, policies, place + 1, size - place);
        policies[place] = policy;
        size++;
    }

    void remove(HeldPolicy policy) {
        var at = Arrays.binarySearch(policies, 0, size, policy);
        if (at >= 0) {
            System.arraycopy(policies, at + 1, policies, at, size - at - 1);
            size--;
            if (size < policies.length / 2) {
                policies = Arrays.copyOf(policies, size);
            } else {
                Arrays.fill(policies, size, size + 1, null);
            }
        }
    }

    /// Those that are there now.
    List<HeldPolicy> toList() {
        return List.of(Arrays.copyOf(policies, size));
    }
}
