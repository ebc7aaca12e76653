package dev.ringfence.model.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Makes an automaton minimal, and numbers its states in the order in which they are met.
///
/// States that agree on how short a text may follow them are told apart by the groups that their code points lead to, until no
/// group falls apart any more. Starting from these lengths, and not only from which states accept, few rounds are needed
/// even for long chains of states.
final class Minimization {
    private final Automaton automaton;
    private final Effort effort;

    private Minimization(Automaton automaton, Effort effort) {
        this.automaton = automaton;
        this.effort = effort;
    }

    /// @param automaton all states of which can be reached
    static Automaton of(Automaton automaton, Effort effort) {
        var minimization = new Minimization(automaton, effort);
        return minimization.numbered(minimization.groups());
    }

    /// The group of each state.
    private int[] groups() {
        var groups = ShortestText.lengths(automaton, CodePoints.ALL);
        var count = (int) Arrays.stream(groups).distinct().count();
        while (true) {
            var known = new HashMap<List<Integer>, Integer>();
            var finer = new int[groups.length];
            for (var state = 0; state < groups.length; state++) {
                finer[state] = known.computeIfAbsent(signature(state, groups), _ -> known.size());
            }
            if (known.size() == count) {
                return finer;
            }
            count = known.size();
            groups = finer;
        }
    }

    /// What distinguishes a state: its group, and the groups that it leads to.
    private List<Integer> signature(int state, int[] groups) {
        var starts = automaton.starts(state);
        var targets = automaton.targets(state);
        effort.spend(starts.length + 1);
        var signature = new Integer[2 * starts.length + 1];
        var count = 0;
        signature[count++] = groups[state];
        var last = -1;
        for (var i = 0; i < starts.length; i++) {
            var group = groups[targets[i]];
            if (i == 0 || group != last) {
                signature[count++] = starts[i];
                signature[count++] = group;
                last = group;
            }
        }
        return Arrays.asList(Arrays.copyOf(signature, count));
    }

    private Automaton numbered(int[] groups) {
        var numbers = new int[automaton.states()];
        Arrays.fill(numbers, -1);
        // For each new state one of the old ones that it stands for.
        var examples = new int[automaton.states()];
        var count = 0;
        numbers[groups[0]] = count;
        examples[count++] = 0;
        var builder = new AutomatonBuilder();
        for (var state = 0; state < count; state++) {
            var oldStarts = automaton.starts(examples[state]);
            var oldTargets = automaton.targets(examples[state]);
            var newStarts = new int[oldStarts.length];
            var newTargets = new int[oldStarts.length];
            var size = 0;
            for (var i = 0; i < oldStarts.length; i++) {
                var group = groups[oldTargets[i]];
                if (numbers[group] < 0) {
                    numbers[group] = count;
                    examples[count++] = oldTargets[i];
                }
                if (size == 0 || newTargets[size - 1] != numbers[group]) {
                    newStarts[size] = oldStarts[i];
                    newTargets[size++] = numbers[group];
                }
            }
            builder.add(automaton.accepts(examples[state]), newStarts, newTargets, size);
        }
        return builder.build();
    }
}
