package dev.ringfence.connectivity.index;

import dev.ringfence.model.Address;
import dev.ringfence.policy.Assumption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A row in which rules stand before others, or deny.
///
/// What is allowed follows from the rules that mean a peer at each of its addresses, in their order. Profiles share most of their
/// rules, so each sequence of them is evaluated once for all rows.
final class TieredRow implements Row {
    /// Stands for all addresses where none matters.
    private static final List<Address> ANY_ADDRESS = List.of(Address.Family.IPV4.first());

    private final SimpleRules rules;
    private final Beyond beyond;
    private final boolean mayChoose;
    private final Profile.Key key;
    private final Evaluations evaluations;

    TieredRow(SimpleRules rules, Profile.Key key, Evaluations evaluations) {
        this.rules = rules;
        this.beyond = UnionRow.beyond(rules.all());
        this.mayChoose = rules.all().stream().anyMatch(rule -> rule.byAddress() == Assumption.UNKNOWN);
        this.key = key;
        this.evaluations = evaluations;
    }

    @Override
    public int verdict(int id) {
        var peer = evaluations.classes().get(id);
        if (beyond == Beyond.ADDRESSES && peer.addresses().isEmpty()) {
            return evaluations.evaluate(key, peer);
        }
        var sequence = evaluations.sequence();
        sequence.add(rules.start());
        for (var address : beyond == Beyond.ADDRESSES ? peer.addresses() : ANY_ADDRESS) {
            append(sequence, id, address, /* matched= */ false);
            if (mayChoose) {
                append(sequence, id, address, /* matched= */ true);
            }
        }
        return evaluations.of(sequence, key, peer);
    }

    /// Adds what means a peer at an address, if addresses mean pods where the enforcer may choose, or if they do not.
    private void append(Sequence sequence, int id, Address address, boolean matched) {
        for (var rule : rules.admin()) {
            append(sequence, rule, rule.means(id, address, matched));
        }
        sequence.end();
        sequence.add(union(rules.allows(), id, address, matched));
        sequence.add(union(rules.denies(), id, address, matched));
        for (var rule : rules.baseline()) {
            append(sequence, rule, rule.means(id, address, matched));
        }
        sequence.end();
    }

    private static void append(Sequence sequence, HeldRule rule, boolean means) {
        if (means) {
            sequence.add(switch (rule.action()) {
                case ALLOW -> 0;
                case DENY -> 1;
                case PASS -> 2;
            });
            sequence.add(rule.ports());
        }
    }

    private int union(List<HeldRule> some, int id, Address address, boolean matched) {
        var union = Verdicts.NOTHING;
        for (var rule : some) {
            if (rule.means(id, address, matched)) {
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
