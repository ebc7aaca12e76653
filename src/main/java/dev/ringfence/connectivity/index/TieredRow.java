package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.policy.Assumption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A row in which rules stand before others, or deny.
///
/// What is allowed follows from the rules that mean a peer, in their order. Profiles share most of their rules, so each sequence of
/// them is evaluated once for all rows.
final class TieredRow implements Row {
    private final SimpleRules rules;
    private final Beyond beyond;
    private final boolean mayChoose;
    private final int most;
    private final Profile.Key key;
    private final Evaluations evaluations;

    TieredRow(SimpleRules rules, Profile.Key key, Evaluations evaluations) {
        this.rules = rules;
        this.beyond = UnionRow.beyond(rules.all());
        this.mayChoose = rules.all().stream().anyMatch(rule -> rule.byAddress() == Assumption.UNKNOWN);
        this.most = 2 * (2 * rules.all().size() + 4) + 1;
        this.key = key;
        this.evaluations = evaluations;
    }

    @Override
    public int verdict(int id) {
        var peer = evaluations.classes().get(id);
        if (beyond == Beyond.ADDRESSES && peer.addresses().isEmpty()) {
            return evaluations.evaluate(key, peer);
        }
        var sequence = new Sequence(most);
        sequence.add(rules.start());
        append(sequence, id, peer, /* matched= */ false);
        if (mayChoose) {
            append(sequence, id, peer, /* matched= */ true);
        }
        return evaluations.of(sequence, key, peer);
    }

    /// Adds what means a peer, if addresses mean pods where the enforcer may choose, or if they do not.
    private void append(Sequence sequence, int id, PeerClass peer, boolean matched) {
        for (var rule : rules.admin()) {
            append(sequence, rule, rule.means(id, peer, matched));
        }
        sequence.end();
        sequence.add(union(rules.allows(), id, peer, matched));
        sequence.add(union(rules.denies(), id, peer, matched));
        for (var rule : rules.baseline()) {
            append(sequence, rule, rule.means(id, peer, matched));
        }
        sequence.end();
    }

    private static void append(Sequence sequence, HeldRule rule, boolean means) {
        if (means) {
            sequence.add(switch (rule.rule().action()) {
                case ALLOW -> 0;
                case DENY -> 1;
                case PASS -> 2;
            });
            sequence.add(rule.ports());
        }
    }

    private int union(List<HeldRule> some, int id, PeerClass peer, boolean matched) {
        var union = Verdicts.NOTHING;
        for (var rule : some) {
            if (rule.means(id, peer, matched)) {
                union = evaluations.verdicts().union(union, rule.ports());
            }
        }
        return union;
    }

    @Override
    public void addSelectors(Collection<Selector> selectors) {
        rules.all().forEach(rule -> selectors.addAll(Arrays.asList(rule.peers())));
    }

    @Override
    public Beyond beyond() {
        return beyond;
    }
}
