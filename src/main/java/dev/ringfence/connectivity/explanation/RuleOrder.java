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
    private PortSet undecided;
    private PortSet passed = PortSet.NONE;

    /// @param held whether the tier without order holds the pod, so that no tier after it decides
    private RuleOrder(List<Policy> acting, Direction direction, RuleReader reader, PortSet asked,
            boolean held) {
        this.acting = acting.stream().sorted(Comparator.comparingInt(Policy::priority)
                .thenComparing(Policy::key)).toList();
        this.direction = direction;
        this.reader = reader;
        this.undecided = asked;
        this.held = held;
    }

    static List<Reading> of(List<Policy> acting, Direction direction, RuleReader reader, PortSet asked,
            boolean held) {
        var order = new RuleOrder(acting, direction, reader, asked, held);
        order.ordered(Tier.ADMIN);
        order.unordered();
        order.ordered(Tier.BASELINE);
        return List.copyOf(order.readings);
    }

    private void ordered(Tier tier) {
        var groups = acting.stream().filter(policy -> policy.tier() == tier)
                .collect(Collectors.groupingBy(Policy::priority, TreeMap::new, Collectors.toList()));
        groups.values().forEach(this::group);
        undecided = undecided.union(passed);
        passed = PortSet.NONE;
    }

    /// Of policies of one priority, any may come first.
    private void group(List<Policy> policies) {
        var taken = PortSet.NONE;
        for (var policy : policies) {
            var left = undecided;
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
        undecided = undecided.minus(taken);
    }

    /// What denies comes before what allows.
    private void unordered() {
        var all = acting.stream().filter(policy -> policy.tier() == Tier.NAMESPACE)
                .flatMap(policy -> policy.rules(direction).stream().map(rule -> reader.read(policy, rule)))
                .toList();
        var denied = PortSet.NONE;
        for (var reading : all) {
            if (reading.rule().action() == Action.DENY) {
                var settled = settled(reading, undecided);
                denied = denied.union(settled);
                readings.add(reading.settling(settled));
            }
        }
        undecided = undecided.minus(denied);
        for (var reading : all) {
            if (reading.rule().action() != Action.DENY) {
                readings.add(reading.settling(settled(reading, undecided)));
            }
        }
        if (held) {
            undecided = PortSet.NONE;
        }
    }

    private static PortSet settled(Reading reading, PortSet left) {
        return reading.peer() == Answer.ALLOWED ? left.intersect(reading.ports()) : PortSet.NONE;
    }
}
