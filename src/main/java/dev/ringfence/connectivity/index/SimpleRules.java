package dev.ringfence.connectivity.index;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rules of a profile, in the order in which they count, where nothing else matters than which of them mean a peer.
///
/// @param start which direction it is and what the tier without order does with a peer of which it says nothing, as a number
/// @param admin the rules of the Admin tier
/// @param allows what policies without order allow
/// @param denies what policies without order deny
/// @param baseline the rules of the Baseline tier
record SimpleRules(int start, List<HeldRule> admin, List<HeldRule> allows, List<HeldRule> denies,
        List<HeldRule> baseline) {
    private static final int NO_MIDDLE = 0;
    private static final int ISOLATED = 1;
    private static final int OPEN = 2;
    private static final int STARTS = 3;

    /// The rules of a profile; nothing where more matters.
    ///
    /// @param enforcer must enforce policies
    static Optional<SimpleRules> of(Profile.Key key, EnforcementProfile enforcer, Verdicts verdicts) {
        var direction = key.direction();
        var admin = new ArrayList<HeldPolicy>(0);
        var baseline = new ArrayList<HeldPolicy>(0);
        var allows = new ArrayList<HeldRule>();
        var denies = new ArrayList<HeldRule>(0);
        var middle = enforcer.enforcement() == EnablePolicy.ALWAYS ? ISOLATED : NO_MIDDLE;
        var restricting = 0;
        for (var held : key.policies()) {
            if (!held.isSimple(direction)) {
                return Optional.empty();
            }
            restricting += held.restricting();
            switch (held.tier()) {
                case ADMIN -> admin.add(held);
                case BASELINE -> baseline.add(held);
                case NAMESPACE -> {
                    if (held.acts(direction)) {
                        middle = held.isolates(direction) || middle == ISOLATED
                                ? ISOLATED
                                : OPEN;
                    }
                    for (var rule : held.rules(direction)) {
                        (rule.action() == Action.ALLOW ? allows : denies)
                                .add(rule.resolved(key.ports(), verdicts));
                    }
                }
            }
        }
        if (restricting > 1 && key.reach(enforcer).isDoubtful()) {
            return Optional.empty();
        }
        var start = (direction == Direction.INGRESS ? 0 : STARTS) + middle;
        return isOrdered(admin, direction) && isOrdered(baseline, direction)
                ? Optional.of(new SimpleRules(start, rules(admin, direction, key.ports(), verdicts), allows,
                        denies, rules(baseline, direction, key.ports(), verdicts)))
                : Optional.empty();
    }

    /// Puts policies in order. Where two have the same priority, either may come first, and it is not.
    private static boolean isOrdered(List<HeldPolicy> policies, Direction direction) {
        policies.removeIf(held -> held.rules(direction).length == 0);
        policies.sort(Comparator.comparingInt(held -> held.policy().priority()));
        for (var i = 1; i < policies.size(); i++) {
            if (policies.get(i).policy().priority() == policies.get(i - 1).policy().priority()) {
                return false;
            }
        }
        return true;
    }

    private static List<HeldRule> rules(List<HeldPolicy> policies, Direction direction,
            List<ContainerPort> ports, Verdicts verdicts) {
        var rules = new ArrayList<HeldRule>(policies.size());
        for (var held : policies) {
            for (var rule : held.rules(direction)) {
                rules.add(rule.resolved(ports, verdicts));
            }
        }
        return rules;
    }

    /// Whether all that is allowed is what some rule allows, whatever the others say.
    boolean isUnion() {
        return admin.isEmpty() && denies.isEmpty() && baseline.isEmpty() && start % STARTS != OPEN;
    }

    /// Whether no rule is needed for anything to pass.
    boolean isOpen() {
        return start % STARTS != ISOLATED;
    }

    /// Every rule.
    List<HeldRule> all() {
        var all = new ArrayList<HeldRule>(admin);
        all.addAll(allows);
        all.addAll(denies);
        all.addAll(baseline);
        return all;
    }
}
