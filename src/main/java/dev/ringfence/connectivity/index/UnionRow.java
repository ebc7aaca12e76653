package dev.ringfence.connectivity.index;

import dev.ringfence.policy.Assumption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// A row of policies that only allow: with each peer there is all that any rule allows.
final class UnionRow implements Row {
    /// A collection of more is searched by hash.
    private static final int FEW = 16;

    private final HeldRule[] rules;
    private final int always;
    private final Beyond beyond;
    private final Evaluations evaluations;

    /// @param always what is allowed with every peer
    UnionRow(List<HeldRule> rules, int always, Evaluations evaluations) {
        this.rules = rules.toArray(HeldRule[]::new);
        this.always = always;
        this.beyond = beyond(rules);
        this.evaluations = evaluations;
    }

    /// What simple rules ask for.
    static Beyond beyond(List<HeldRule> rules) {
        for (var rule : rules) {
            if (rule.byAddress() != Assumption.NO) {
                return Beyond.ADDRESSES;
            }
        }
        return Beyond.NOTHING;
    }

    @Override
    public int verdict(int id) {
        var peer = evaluations.classes().get(id);
        var verdict = always;
        for (var rule : rules) {
            verdict = evaluations.verdicts().union(verdict, rule.allowed(id, peer));
        }
        return verdict;
    }

    /// The rules that only one of two rows has; whoever none of them means is treated alike by both, if always the same is allowed.
    List<HeldRule> differing(UnionRow other) {
        var differing = new ArrayList<HeldRule>();
        var here = Arrays.asList(rules);
        var there = Arrays.asList(other.rules);
        addMissing(here, there.size() > FEW ? new HashSet<>(there) : there, differing);
        addMissing(there, here.size() > FEW ? new HashSet<>(here) : here, differing);
        return differing;
    }

    private static void addMissing(List<HeldRule> rules, Collection<HeldRule> known, List<HeldRule> missing) {
        for (var rule : rules) {
            if (!known.contains(rule)) {
                missing.add(rule);
            }
        }
    }

    /// What is allowed with every peer.
    int always() {
        return always;
    }

    @Override
    public void addSelectors(Collection<Selector> selectors) {
        for (var rule : rules) {
            for (var selector : rule.peers()) {
                selectors.add(selector);
            }
        }
    }

    @Override
    public Beyond beyond() {
        return beyond;
    }
}
