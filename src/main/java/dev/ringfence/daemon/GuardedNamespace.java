package dev.ringfence.daemon;

import dev.ringfence.baseline.Expectation;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.drift.Judgement;
import dev.ringfence.model.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One namespace under one baseline: what is expected of it, and how it was judged last. Used by the loop's thread alone.
final class GuardedNamespace {
    private Expectation expectation;
    private Optional<Expectation> formerly;
    private Map<String, Labels> remembered;
    private Optional<Judgement> last = Optional.empty();
    private List<DriftKey> open;
    private boolean dirty = true;

    /// @param formerly what was expected by the ways of an enforcer of before; absent where it is the one of now
    /// @param remembered what the same namespace's earlier incarnation remembered
    /// @param open the drifts that an earlier incarnation left open
    GuardedNamespace(Expectation expectation, Optional<Expectation> formerly, Map<String, Labels> remembered,
            List<DriftKey> open) {
        this.expectation = expectation;
        this.formerly = formerly;
        this.remembered = remembered;
        this.open = open;
    }

    Expectation expectation() {
        return expectation;
    }

    /// What the same baseline meant to the enforcer of the time when it was first judged; absent where it is the one of now.
    Optional<Expectation> formerly() {
        return formerly;
    }

    Map<String, Labels> remembered() {
        return remembered;
    }

    /// The last judgement; absent before the first.
    Optional<Judgement> last() {
        return last;
    }

    /// The drifts that the last judgement found.
    List<DriftKey> open() {
        return open;
    }

    /// Expects something else from now on, if it is something else.
    void expect(Expectation newest, Optional<Expectation> former) {
        if (!newest.equals(expectation) || !former.equals(formerly)) {
            expectation = newest;
            formerly = former;
            dirty = true;
        }
    }

    boolean isDirty() {
        return dirty;
    }

    void markDirty() {
        dirty = true;
    }

    void judged(Judgement judgement) {
        last = Optional.of(judgement);
        remembered = judgement.remembered();
        open = judgement.drifts().stream().map(Drift::key).distinct().toList();
        dirty = false;
    }
}
