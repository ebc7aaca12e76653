package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.model.request.PortConstraint.Merge;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The tier without order, as it holds one pod: what is allowed together, less what is denied.
///
/// @param isolates whether only that is allowed; otherwise everything that is not denied is
/// @param allows what is allowed, one step for the same peers and ports
/// @param names the steps among these that look into DNS queries
/// @param denies what is denied
/// @param always who is let in even if nothing allows it, unless it is denied
/// @param conflicting whether two rules contradict each other, so that the enforcer applies neither
record Middle(boolean isolates, List<Step> allows, List<Step> names, List<Step> denies, Set<Entity> always,
        boolean conflicting) {
    private static final String DNS = "dns";

    private record Key(Peers sure, Peers atMost, PortSet ports) {}

    /// What `steps` allow, and nothing else.
    static Middle allowing(List<Step> steps) {
        return new Middle(/* isolates= */ true, steps, List.of(), List.of(), Set.of(),
                /* conflicting= */ false);
    }

    /// What the policies that act in a direction do together; nothing where there are none.
    static Optional<Middle> of(List<Policy> acting, Direction direction,
            Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        if (acting.isEmpty()) {
            return Optional.empty();
        }
        var steps = acting.stream().flatMap(policy -> policy.rules(direction).stream())
                .map(rule -> Step.of(rule, declared)).toList();
        var merged = new LinkedHashMap<Key, Step>();
        var conflicting = false;
        for (var step : steps) {
            conflicting |= step.action() != Action.DENY && !merge(step, merged);
        }
        var names = new ArrayList<Step>();
        var others = new ArrayList<Step>();
        merged.values().forEach(step -> (looksIntoNames(step) ? names : others).add(step));
        return Optional.of(new Middle(
                acting.stream().anyMatch(policy -> policy.isolates().contains(direction)), others, names,
                steps.stream().filter(step -> step.action() == Action.DENY).toList(),
                direction == Direction.INGRESS ? profile.letsIn() : Set.of(), conflicting));
    }

    /// Rules for the same peers and ports are one rule, some of whose demands hold for all.
    private static boolean merge(Step step, Map<Key, Step> merged) {
        var key = new Key(step.sure(), step.atMost(), step.ports());
        var known = merged.putIfAbsent(key, step);
        if (known == null) {
            return true;
        }
        return switch (known.said().merge(step.said())) {
            case Merge.Merged(var said) -> {
                merged.put(key, step.saying(said));
                yield true;
            }
            case Merge.Conflict _ -> false;
        };
    }

    private static boolean looksIntoNames(Step step) {
        return step.said().requests().map(requests -> requests.parser().equals(DNS)).orElse(false);
    }

    /// The steps that lift the restriction of DNS queries: Cilium's DNS proxy knows of rules for its own port alone.
    List<Step> lifting() {
        return allows.stream()
                .filter(step -> names.stream().anyMatch(name -> name.ports().equals(step.ports())))
                .toList();
    }

    /// The traffic that the DNS proxy takes, whatever is asked.
    List<Step> proxied() {
        return names.stream().map(step -> step.saying(PortConstraint.PLAIN)).toList();
    }

    boolean isPlain() {
        return isolates && names.isEmpty() && denies.isEmpty() && always.isEmpty();
    }

    Stream<Step> steps() {
        return Stream.of(allows, names, denies).flatMap(List::stream);
    }
}
