package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;

/// An automaton that is being made, one state after the other.
final class AutomatonBuilder {
    private final ArrayList<int[]> starts = new ArrayList<>();
    private final ArrayList<int[]> targets = new ArrayList<>();
    private final BitSet accepting = new BitSet();

    /// Adds a state.
    ///
    /// @param starts the first code points of its intervals, the first of which is 0
    /// @param targets the state that each interval leads to
    /// @param count how many intervals there are
    void add(boolean accepts, int[] starts, int[] targets, int count) {
        accepting.set(this.starts.size(), accepts);
        this.starts.add(Arrays.copyOf(starts, count));
        this.targets.add(Arrays.copyOf(targets, count));
    }

    Automaton build() {
        return new Automaton(starts.toArray(int[][]::new), targets.toArray(int[][]::new), accepting);
    }
}
