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
    private static final HeldRule[] NO_RULES = {};

    private final int number;
    private final Policy policy;
    private final Selector subject;
    private final HeldRule[] ingress;
    private final HeldRule[] egress;
    private final boolean namesPorts;
    private final int restricting;
    private final boolean simpleIngress;
    private final boolean simpleEgress;
    private final boolean concernsIngress;
    private final boolean concernsEgress;

    /// Looks a policy up; each of its selectors has one use more.
    ///
    /// @param number given to no other policy
    HeldPolicy(int number, Policy policy, Assumption ipBlockMatchesPods, Selectors selectors,
            Verdicts verdicts) {
        this.number = number;
        this.policy = policy;
        this.subject = selectors.use(policy.subject());
        this.ingress = rules(Direction.INGRESS, ipBlockMatchesPods, selectors, verdicts);
        this.egress = rules(Direction.EGRESS, ipBlockMatchesPods, selectors, verdicts);
        var named = false;
        var restrict = 0;
        for (var rule : policy.rules()) {
            named |= !rule.ports().named().isEmpty();
            restrict += rule.said().equals(PortConstraint.PLAIN) ? 0 : 1;
        }
        this.namesPorts = named;
        this.restricting = restrict;
        var further = restrict > 0 || policy.doubt().isPresent();
        this.simpleIngress = isSimple(ingress);
        this.simpleEgress = isSimple(egress);
        this.concernsIngress = further || acts(Direction.INGRESS);
        this.concernsEgress = further || acts(Direction.EGRESS);
        subject.policies().append(this);
        for (var direction : Direction.values()) {
            for (var rule : rules(direction)) {
                for (var selector : rule.peers()) {
                    selector.addAsker(this);
                }
            }
        }
    }

    private HeldRule[] rules(Direction direction, Assumption ipBlockMatchesPods, Selectors selectors,
            Verdicts verdicts) {
        var rules = policy.rules(direction);
        var held = rules.isEmpty() ? NO_RULES : new HeldRule[rules.size()];
        for (var i = 0; i < held.length; i++) {
            held[i] = HeldRule.of(rules.get(i), ipBlockMatchesPods, selectors, verdicts);
        }
        return held;
    }

    Policy policy() {
        return policy;
    }

    Selector subject() {
        return subject;
    }

    boolean isAboutEveryPod() {
        return subject.box().equals(LabelBox.ALL);
    }

    HeldRule[] rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    /// Whether it may make a difference in a direction.
    boolean concerns(Direction direction) {
        return direction == Direction.INGRESS ? concernsIngress : concernsEgress;
    }

    private boolean acts(Direction direction) {
        return policy.acts().contains(direction) || policy.isolates().contains(direction);
    }

    /// Whether some rule asks for a port by its name.
    boolean namesPorts() {
        return namesPorts;
    }

    /// How many rules look into requests; two of them may contradict each other.
    int restricting() {
        return restricting;
    }

    /// Whether all that it does in a direction follows from which of its rules mean a peer, by labels and addresses, and their ports.
    boolean isSimple(Direction direction) {
        return direction == Direction.INGRESS ? simpleIngress : simpleEgress;
    }

    private boolean isSimple(HeldRule[] rules) {
        for (var held : rules) {
            if (!isSimple(held.rule())) {
                return false;
            }
        }
        return policy.doubt().isEmpty();
    }

    private boolean isSimple(Rule rule) {
        return rule.isDecided() && (rule.direction() == Direction.INGRESS || rule.ports().named().isEmpty())
                && (policy.tier() != Tier.NAMESPACE || rule.action() != Action.PASS);
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
