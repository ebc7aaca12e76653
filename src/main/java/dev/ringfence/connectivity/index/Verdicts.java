package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PortBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All different verdicts, each once and numbered, so that equal ones have equal numbers; and what two of them have in common.
final class Verdicts {
    static final int NOTHING = 0;
    static final int EVERYTHING = 1;
    /// There are far fewer pairs that meet than this, unless somebody makes them up.
    private static final int LIMIT = 100_000;

    private final List<PortBounds> verdicts = new ArrayList<>();
    private final Map<PortBounds, Integer> ids = new HashMap<>();
    private final Map<Long, Integer> common = new HashMap<>();

    Verdicts() {
        id(PortBounds.NOTHING);
        id(PortBounds.EVERYTHING);
    }

    int id(PortBounds verdict) {
        var known = ids.putIfAbsent(verdict, verdicts.size());
        if (known != null) {
            return known;
        }
        verdicts.add(verdict);
        return verdicts.size() - 1;
    }

    PortBounds get(int id) {
        return verdicts.get(id);
    }

    /// What both let through.
    int intersect(int left, int right) {
        if (left == right || right == EVERYTHING || left == NOTHING) {
            return left;
        }
        if (left == EVERYTHING || right == NOTHING) {
            return right;
        }
        var pair = (long) Math.min(left, right) << 32 | Math.max(left, right);
        var known = common.get(pair);
        if (known != null) {
            return known;
        }
        var both = id(get(left).intersect(get(right)));
        if (common.size() >= LIMIT) {
            common.clear();
        }
        common.put(pair, both);
        return both;
    }
}
