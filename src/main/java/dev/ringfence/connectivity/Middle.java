package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.model.request.PortConstraint.Merge;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
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
/// @param allows what is allowed, one clause for the same peers and ports
/// @param names the clauses among these that look into DNS queries
/// @param denies what is denied
/// @param always who is let in even if nothing allows it, unless it is denied
/// @param conflicting whether two rules contradict each other, so that the enforcer applies neither
record Middle(boolean isolates, List<Clause> allows, List<Clause> names, List<Clause> denies,
        Set<Entity> always,
        boolean conflicting) {
    private static final String DNS = "dns";

    private record Key(Peers sure, Peers atMost, PortSet ports) {}

    /// What `clauses` allow, and nothing else.
    static Middle allowing(List<Clause> clauses) {
        return new Middle(/* isolates= */ true, clauses, List.of(), List.of(), Set.of(),
                /* conflicting= */ false);
    }

    /// What the policies that act in a direction do together; nothing where there are none.
    static Optional<Middle> of(List<Policy> acting, Direction direction,
            Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        var always = profile.enforcement() == EnablePolicy.ALWAYS;
        if (acting.isEmpty() && !always) {
            return Optional.empty();
        }
        var clauses = acting.stream().flatMap(policy -> policy.rules(direction).stream())
                .map(rule -> Clause.of(rule, declared)).toList();
        var merged = new LinkedHashMap<Key, Clause>();
        var conflicting = false;
        for (var clause : clauses) {
            conflicting |= clause.action() != Action.DENY && !merge(clause, merged);
        }
        var names = new ArrayList<Clause>();
        var others = new ArrayList<Clause>();
        merged.values().forEach(clause -> (looksIntoNames(clause) ? names : others).add(clause));
        return Optional.of(new Middle(
                always || acting.stream().anyMatch(policy -> policy.isolates().contains(direction)), others,
                names,
                clauses.stream().filter(clause -> clause.action() == Action.DENY).toList(),
                direction == Direction.INGRESS ? profile.letsIn() : Set.of(), conflicting));
    }

    /// Rules for the same peers and ports are one rule, some of whose demands hold for all.
    private static boolean merge(Clause clause, Map<Key, Clause> merged) {
        var key = new Key(clause.sure(), clause.atMost(), clause.ports());
        var known = merged.putIfAbsent(key, clause);
        if (known == null) {
            return true;
        }
        return switch (known.said().merge(clause.said())) {
            case Merge.Merged(var said) -> {
                merged.put(key, clause.saying(said));
                yield true;
            }
            case Merge.Conflict _ -> false;
        };
    }

    private static boolean looksIntoNames(Clause clause) {
        return clause.said().requests().map(requests -> requests.parser().equals(DNS)).orElse(false);
    }

    /// The clauses that lift the restriction of DNS queries: Cilium's DNS proxy knows of rules for its own port alone.
    List<Clause> lifting() {
        return allows.stream()
                .filter(clause -> names.stream().anyMatch(name -> name.ports().equals(clause.ports())))
                .toList();
    }

    /// The traffic that the DNS proxy takes, whatever is asked.
    List<Clause> proxied() {
        return names.stream().map(clause -> clause.saying(PortConstraint.PLAIN)).toList();
    }

    /// The same about a peer that declares these ports.
    Middle resolved(List<ContainerPort> declaredByPeer) {
        return new Middle(isolates, resolved(allows, declaredByPeer), resolved(names, declaredByPeer),
                resolved(denies, declaredByPeer), always, conflicting);
    }

    private static List<Clause> resolved(List<Clause> clauses, List<ContainerPort> declaredByPeer) {
        return clauses.stream().map(clause -> clause.resolved(declaredByPeer)).toList();
    }

    boolean isPlain() {
        return isolates && names.isEmpty() && denies.isEmpty() && always.isEmpty();
    }

    Stream<Clause> clauses() {
        return Stream.of(allows, names, denies).flatMap(List::stream);
    }
}
