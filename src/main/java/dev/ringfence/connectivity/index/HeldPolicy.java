package dev.ringfence.connectivity.index;

import dev.ringfence.model.LabelBox;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;

/// A policy of the cluster, while it is there as it is.
///
/// Two of them are the same only if they are one: an edited policy is another one. In order, those that came first are first.
final class HeldPolicy implements Comparable<HeldPolicy> {
    private final int number;
    private final Policy policy;
    private final Selector subject;
    private final Tier tier;
    private final Side ingress;
    private final Side egress;
    // Asked of every policy of a class whenever one of them changes, and so kept at hand.
    private final boolean concernsIngress;
    private final boolean concernsEgress;
    private final boolean namesPorts;
    private final int restricting;

    /// What it does in one direction.
    private static final class Side {
        private static final HeldRule[] NO_RULES = {};

        private final HeldRule[] rules;
        private final boolean acts;
        private final boolean isolates;
        private final boolean simple;

        Side(Policy policy, Direction direction, Assumption ipBlockMatchesPods, Selectors selectors,
                Verdicts verdicts) {
            this.acts = policy.acts().contains(direction);
            this.isolates = policy.isolates().contains(direction);
            var meant = policy.rules(direction);
            this.rules = meant.isEmpty() ? NO_RULES : new HeldRule[meant.size()];
            var plain = policy.doubt().isEmpty();
            for (var i = 0; i < rules.length; i++) {
                rules[i] = HeldRule.of(meant.get(i), ipBlockMatchesPods, selectors, verdicts);
                plain &= isSimple(meant.get(i), policy.tier());
            }
            this.simple = plain;
        }

        private static boolean isSimple(Rule rule, Tier tier) {
            return rule.isDecided()
                    && (rule.direction() == Direction.INGRESS || rule.ports().named().isEmpty())
                    && (tier != Tier.NAMESPACE || rule.action() != Action.PASS);
        }
    }

    /// Looks a policy up; each of its selectors has one use more.
    ///
    /// @param number given to no other policy
    HeldPolicy(int number, Policy policy, Assumption ipBlockMatchesPods, Selectors selectors,
            Verdicts verdicts) {
        this.number = number;
        this.policy = policy;
        this.tier = policy.tier();
        this.subject = selectors.use(policy.subject());
        this.ingress = new Side(policy, Direction.INGRESS, ipBlockMatchesPods, selectors, verdicts);
        this.egress = new Side(policy, Direction.EGRESS, ipBlockMatchesPods, selectors, verdicts);
        var named = false;
        var restrict = 0;
        for (var rule : policy.rules()) {
            named |= !rule.ports().named().isEmpty();
            restrict += rule.said().equals(PortConstraint.PLAIN) ? 0 : 1;
        }
        this.namesPorts = named;
        this.restricting = restrict;
        var further = restrict > 0 || policy.doubt().isPresent();
        this.concernsIngress = further || ingress.acts || ingress.isolates;
        this.concernsEgress = further || egress.acts || egress.isolates;
        subject.policies().append(this);
        for (var direction : Direction.values()) {
            for (var rule : rules(direction)) {
                for (var selector : rule.peers()) {
                    selector.addAsker(this);
                }
            }
        }
    }

    Policy policy() {
        return policy;
    }

    Tier tier() {
        return tier;
    }

    Selector subject() {
        return subject;
    }

    boolean isAboutEveryPod() {
        return subject.box().equals(LabelBox.ALL);
    }

    private Side side(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    HeldRule[] rules(Direction direction) {
        return side(direction).rules;
    }

    boolean acts(Direction direction) {
        return side(direction).acts;
    }

    boolean isolates(Direction direction) {
        return side(direction).isolates;
    }

    /// Whether it may make a difference in a direction.
    boolean concerns(Direction direction) {
        return direction == Direction.INGRESS ? concernsIngress : concernsEgress;
    }

    /// Whether all that it does in a direction follows from which of its rules mean a peer, by labels and addresses, and their ports.
    boolean isSimple(Direction direction) {
        return side(direction).simple;
    }

    /// Whether some rule asks for a port by its name.
    boolean namesPorts() {
        return namesPorts;
    }

    /// How many rules look into requests; two of them may contradict each other.
    int restricting() {
        return restricting;
    }

    /// Whether a rule of a direction asks for a selector.
    boolean asks(Selector selector, Direction direction) {
        for (var rule : rules(direction)) {
            for (var asked : rule.peers()) {
                if (asked.equals(selector)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Ends its use of selectors.
    void release(Selectors selectors) {
        subject.policies().remove(this);
        selectors.release(subject);
        for (var direction : Direction.values()) {
            for (var rule : rules(direction)) {
                for (var selector : rule.peers()) {
                    selector.removeAsker(this);
                }
                rule.release(selectors);
            }
        }
    }

    @Override
    public int compareTo(HeldPolicy other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
