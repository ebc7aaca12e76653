package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rules that act on one pod, in the order in which they decide, each with the ports on which it has the last word.
final class RuleOrder {
    private final List<Policy> acting;
    private final Direction direction;
    private final RuleReader reader;
    private final boolean held;
    private final List<Reading> readings = new ArrayList<>();

    /// How far the order has come.
    ///
    /// @param passed what was left to the next tier, past the rest of this one
    private record State(PortSet undecided, PortSet passed) {}

    /// @param held whether the tier without order holds the pod, so that no tier after it decides
    private RuleOrder(List<Policy> acting, Direction direction, RuleReader reader,
            boolean held) {
        this.acting = acting.stream().sorted(Comparator.comparingInt(Policy::priority)
                .thenComparing(Policy::key)).toList();
        this.direction = direction;
        this.reader = reader;
        this.held = held;
    }

    static List<Reading> of(List<Policy> acting, Direction direction, RuleReader reader, PortSet asked,
            boolean held) {
        var order = new RuleOrder(acting, direction, reader, held);
        order.ordered(Tier.BASELINE, order.unordered(order.ordered(Tier.ADMIN, asked)));
        return List.copyOf(order.readings);
    }

    /// Reads an ordered tier, and returns what it leaves to the next one.
    private PortSet ordered(Tier tier, PortSet asked) {
        var groups = acting.stream().filter(policy -> policy.tier() == tier)
                .collect(Collectors.groupingBy(Policy::priority, TreeMap::new, Collectors.toList()));
        var state = new State(asked, PortSet.NONE);
        for (var group : groups.values()) {
            state = group(group, state);
        }
        return state.undecided().union(state.passed());
    }

    /// Of policies of one priority, any may come first.
    private State group(List<Policy> policies, State before) {
        var taken = PortSet.NONE;
        var passed = before.passed();
        for (var policy : policies) {
            var left = before.undecided();
            for (var rule : policy.rules(direction)) {
                var reading = reader.read(policy, rule);
                var settled = settled(reading, left);
                left = left.minus(settled);
                taken = taken.union(settled);
                if (rule.action() == Action.PASS) {
                    passed = passed.union(settled);
                }
                readings.add(reading.settling(settled));
            }
        }
        return new State(before.undecided().minus(taken), passed);
    }

    /// What denies comes before what allows.
    private PortSet unordered(PortSet asked) {
        var all = acting.stream().filter(policy -> policy.tier() == Tier.NAMESPACE)
                .flatMap(policy -> policy.rules(direction).stream().map(rule -> reader.read(policy, rule)))
                .toList();
        var denied = PortSet.NONE;
        for (var reading : all) {
            if (reading.rule().action() == Action.DENY) {
                var settled = settled(reading, asked);
                denied = denied.union(settled);
                readings.add(reading.settling(settled));
            }
        }
        var left = asked.minus(denied);
        for (var reading : all) {
            if (reading.rule().action() != Action.DENY) {
                readings.add(reading.settling(settled(reading, left)));
            }
        }
        return held ? PortSet.NONE : left;
    }

    private static PortSet settled(Reading reading, PortSet left) {
        return reading.peer() == Answer.ALLOWED ? left.intersect(reading.ports()) : PortSet.NONE;
    }
}
