package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerReach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;

/// A row of policies of which more matters than which of their rules mean a peer: each verdict is worked out once for all classes
/// that are in the same selectors and look alike.
final class TangledRow implements Row {
    /// So many selectors fit into a signature; rows with more work out each verdict when it is asked for.
    private static final int MOST_SELECTORS = 40;
    private static final int[] NO_VERDICTS = {};
    private static final long[] NO_SIGNATURES = {};

    private final PeerReach reach;
    private final Evaluations evaluations;
    private final Selector[] selectors;
    private long[] signatures = NO_SIGNATURES;
    private int[] known = NO_VERDICTS;
    private int size;

    TangledRow(Profile.Key key, Evaluations evaluations) {
        this.reach = key.reach(evaluations.enforcer());
        this.evaluations = evaluations;
        var asked = new LinkedHashSet<Selector>();
        for (var held : key.policies()) {
            for (var rule : held.rules(key.direction())) {
                asked.addAll(Arrays.asList(rule.peers()));
            }
        }
        this.selectors = new ArrayList<>(asked).toArray(Selector[]::new);
    }

    @Override
    public int verdict(int id) {
        var peer = evaluations.classes().get(id);
        if (selectors.length > MOST_SELECTORS) {
            return evaluations.verdicts().id(reach.with(peer));
        }
        var signature = (long) evaluations.classes().likeness(id, beyond());
        for (var selector : selectors) {
            signature = signature << 1 | (selector.members().contains(id) ? 1 : 0);
        }
        for (var i = 0; i < size; i++) {
            if (signatures[i] == signature) {
                return known[i];
            }
        }
        var verdict = evaluations.verdicts().id(reach.with(peer));
        if (size == known.length) {
            signatures = Arrays.copyOf(signatures, 2 + 2 * size);
            known = Arrays.copyOf(known, 2 + 2 * size);
        }
        signatures[size] = signature;
        known[size++] = verdict;
        return verdict;
    }

    @Override
    public void addSelectors(Collection<Selector> all) {
        all.addAll(Arrays.asList(selectors));
    }

    @Override
    public Beyond beyond() {
        return reach.asksForMore() ? Beyond.ADDRESSES_AND_PORTS : Beyond.NOTHING;
    }
}
