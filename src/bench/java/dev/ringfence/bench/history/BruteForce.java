package dev.ringfence.bench.history;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.Address;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides flow by flow what the index says of whole port sets: it goes through the rules in their order, and shares nothing with
/// the engine but the form of a rule.
public final class BruteForce {
    private static final List<Integer> PORTS = List.of(1, 79, 80, 81, 399, 400, 401, 443, 8080, 65_535);

    private final List<Policy> policies;

    public BruteForce(List<Policy> policies) {
        this.policies = policies;
    }

    /// The first flow of a cell about which the index and this do not agree.
    public Optional<String> disagreement(Cell cell, PortBounds said) {
        var selecting = policies.stream().filter(policy -> policy.subject().contains(cell.subject().point()))
                .toList();
        for (var protocol : Protocol.values()) {
            for (var port : PORTS) {
                var by = allowed(selecting, cell, protocol, port, /* byAddress= */ true);
                var not = allowed(selecting, cell, protocol, port, /* byAddress= */ false);
                if (said.certain().of(protocol).contains(port) != (by && not)
                        || said.possible().of(protocol).contains(port) != (by || not)) {
                    return Optional.of("%s %s %s %d: expected %s if matched by address, %s if not, found %s"
                            .formatted(cell, selecting, protocol, port, by, not, said));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether it can tell: an undecided rule has two answers, as have policies of one priority; two rules about requests may
    /// contradict each other; and a pod without an address may get any.
    public boolean canTell(Cell cell) {
        var selecting = policies.stream().filter(policy -> policy.subject().contains(cell.subject().point()))
                .toList();
        return !cell.peer().addresses().isEmpty()
                && selecting.stream().allMatch(policy -> policy.doubt().isEmpty()
                        && policy.rules().stream().allMatch(Rule::isDecided))
                && selecting.stream().flatMap(policy -> policy.rules().stream())
                        .filter(rule -> !rule.said().equals(PortConstraint.PLAIN)).count() <= 1
                && Stream.of(Tier.ADMIN, Tier.BASELINE).allMatch(tier -> isOrdered(selecting, tier));
    }

    private static boolean isOrdered(List<Policy> selecting, Tier tier) {
        var priorities = selecting.stream().filter(policy -> policy.tier() == tier).map(Policy::priority)
                .toList();
        return Set.copyOf(priorities).size() == priorities.size();
    }

    private static boolean allowed(List<Policy> selecting, Cell cell, Protocol protocol, int port,
            boolean byAddress) {
        return cell.peer().addresses().stream()
                .anyMatch(address -> decided(selecting, cell, address, protocol, port, byAddress));
    }

    private static boolean decided(List<Policy> selecting, Cell cell, Address address, Protocol protocol,
            int port, boolean byAddress) {
        var met = new ArrayList<Rule>();
        for (var tier : Tier.values()) {
            var acting = selecting.stream().filter(
                    policy -> policy.tier() == tier && policy.acts().contains(cell.direction()))
                    .sorted(Comparator.comparingInt(Policy::priority)).toList();
            met.clear();
            acting.stream().flatMap(policy -> policy.rules().stream())
                    .filter(rule -> matches(rule, cell, address, protocol, port, byAddress))
                    .forEach(met::add);
            if (tier == Tier.NAMESPACE && !acting.isEmpty()) {
                var isolated = acting.stream()
                        .anyMatch(policy -> policy.isolates().contains(cell.direction()));
                return actions(met).noneMatch(Action.DENY::equals)
                        && (!isolated || actions(met).anyMatch(Action.ALLOW::equals));
            }
            if (tier != Tier.NAMESPACE && !met.isEmpty() && met.getFirst().action() != Action.PASS) {
                return met.getFirst().action() == Action.ALLOW;
            }
        }
        return true;
    }

    private static Stream<Action> actions(List<Rule> rules) {
        return rules.stream().map(Rule::action);
    }

    /// Names are looked up on the destination, and where a rule speaks of addresses there is no pod to look them up on.
    private static boolean matches(Rule rule, Cell cell, Address address, Protocol protocol, int port,
            boolean byAddress) {
        if (rule.direction() != cell.direction()) {
            return false;
        }
        var ingress = cell.direction() == Direction.INGRESS;
        var onPod = rule.ports().resolve((ingress ? cell.subject() : cell.peer()).ports()).of(protocol);
        var onAddress = ingress ? onPod : rule.ports().withoutNames().of(protocol);
        return (onPod.contains(port)
                && rule.peers().pods().stream().anyMatch(box -> box.contains(cell.peer().point())))
                || (onAddress.contains(port) && meansPods(rule.peers().podAddresses(), byAddress)
                        && rule.peers().addresses().contains(address));
    }

    private static boolean meansPods(PodAddresses addresses, boolean byAddress) {
        return switch (addresses) {
            case MATCHED -> true;
            case NOT_MATCHED -> false;
            case UP_TO_ENFORCER -> byAddress;
        };
    }
}
