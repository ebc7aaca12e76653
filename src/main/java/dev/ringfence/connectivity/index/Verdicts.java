package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.PortSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// All different verdicts, each once and numbered, so that equal ones have equal numbers; and what two of them make together.
final class Verdicts {
    static final int NOTHING = 0;
    static final int EVERYTHING = 1;
    /// There are far fewer pairs that meet than this, unless somebody makes them up.
    private static final int LIMIT = 100_000;

    private final List<PortBounds> verdicts = new ArrayList<>();
    private final Map<PortBounds, Integer> ids = new HashMap<>();
    private final Map<PortSet, Integer> exact = new HashMap<>();
    private final Map<Long, Integer> unions = new HashMap<>();
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

    /// The number of a verdict without doubt.
    int exactly(PortSet ports) {
        var known = exact.get(ports);
        if (known == null) {
            known = id(PortBounds.exactly(ports));
            exact.put(ports, known);
        }
        return known;
    }

    PortBounds get(int id) {
        return verdicts.get(id);
    }

    /// What either lets through.
    int union(int left, int right) {
        if (left == right || right == NOTHING || left == EVERYTHING) {
            return left;
        }
        return left == NOTHING || right == EVERYTHING
                ? right
                : combined(left, right, unions, PortBounds::union);
    }

    /// What both let through.
    int intersect(int left, int right) {
        if (left == right || right == EVERYTHING || left == NOTHING) {
            return left;
        }
        return left == EVERYTHING || right == NOTHING
                ? right
                : combined(left, right, common, PortBounds::intersect);
    }

    private int combined(int left, int right, Map<Long, Integer> known,
            BinaryOperator<PortBounds> operator) {
        var pair = (long) Math.min(left, right) << 32 | Math.max(left, right);
        var both = known.get(pair);
        if (both == null) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            both = id(operator.apply(get(left), get(right)));
            known.put(pair, both);
        }
        return both;
    }
}
