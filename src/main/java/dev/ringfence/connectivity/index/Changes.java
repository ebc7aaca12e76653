package dev.ringfence.connectivity.index;

import dev.ringfence.policy.Direction;
import java.util.BitSet;

/// The classes that other policies may hold than before, in each direction.
final class Changes {
    private final BitSet ingress = new BitSet();
    private final BitSet egress = new BitSet();

    private BitSet in(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    void add(int id) {
        ingress.set(id);
        egress.set(id);
    }

    /// Adds whoever a policy that comes or goes is about.
    void add(HeldPolicy policy) {
        var members = policy.subject().members();
        for (var direction : Direction.values()) {
            for (var i = 0; policy.concerns(direction) && i < members.size(); i++) {
                in(direction).set(members.get(i));
            }
        }
    }

    void remove(int id) {
        ingress.clear(id);
        egress.clear(id);
    }

    boolean contains(int id, Direction direction) {
        return in(direction).get(id);
    }

    /// The first class from a number on that is changed in some direction; negative where there is none.
    int next(int from) {
        var first = ingress.nextSetBit(from);
        var second = egress.nextSetBit(from);
        return first < 0 || second < 0 ? Math.max(first, second) : Math.min(first, second);
    }

    void clear() {
        ingress.clear();
        egress.clear();
    }
}
