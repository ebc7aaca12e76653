package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.PeerReach;
import dev.ringfence.model.LabelBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a profile allows with each class.
///
/// A row never lists the classes. It knows in which selectors a class has to be for which verdict, and works out each verdict
/// once for all classes that are in the same ones; so it stays right whichever classes come and go.
final class Row {
    /// So many selectors fit into a signature; rows with more work out each verdict when it is asked for.
    private static final int MOST_SELECTORS = 40;
    private static final int[] NO_VERDICTS = {};
    private static final long[] NO_SIGNATURES = {};

    private final PeerReach reach;
    private final Classes classes;
    private final Verdicts verdicts;
    private final Selector[] selectors;
    private final boolean asksForMore;
    private long[] signatures = NO_SIGNATURES;
    private int[] known = NO_VERDICTS;
    private int size;
    private @Nullable AddressBounds outside;

    Row(PeerReach reach, Classes classes, Selectors all, Verdicts verdicts) {
        this.reach = reach;
        this.classes = classes;
        this.verdicts = verdicts;
        this.asksForMore = reach.asksForMore();
        var asked = new ArrayList<Selector>();
        for (var box : reach.boxes()) {
            if (!box.isEmpty() && !box.equals(LabelBox.ALL)) {
                asked.add(all.use(box));
            }
        }
        this.selectors = asked.toArray(Selector[]::new);
    }

    List<Selector> selectors() {
        return Arrays.asList(selectors);
    }

    /// Whether two classes in the same selectors may be treated differently.
    boolean asksForMore() {
        return asksForMore;
    }

    /// What is allowed with each address outside of the cluster.
    AddressBounds outside() {
        var bounds = outside == null ? reach.outside() : outside;
        outside = bounds;
        return bounds;
    }

    /// What is allowed with a class.
    int verdict(int id) {
        if (selectors.length > MOST_SELECTORS) {
            return verdicts.id(reach.with(classes.get(id)));
        }
        var signature = asksForMore ? classes.appearance(id) : 0L;
        for (var selector : selectors) {
            signature = signature << 1 | (selector.members().contains(id) ? 1 : 0);
        }
        for (var i = 0; i < size; i++) {
            if (signatures[i] == signature) {
                return known[i];
            }
        }
        var verdict = verdicts.id(reach.with(classes.get(id)));
        if (size == known.length) {
            signatures = Arrays.copyOf(signatures, 2 + 2 * size);
            known = Arrays.copyOf(known, 2 + 2 * size);
        }
        signatures[size] = signature;
        known[size++] = verdict;
        return verdict;
    }
}
