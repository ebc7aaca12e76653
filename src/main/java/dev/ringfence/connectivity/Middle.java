package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.Constraint;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The tier without order, as it holds one pod: what is allowed together, less what is denied.
///
/// @param isolates whether only that is allowed; otherwise everything that is not denied is
/// @param allows what is allowed, one clause for each filter
/// @param proxied further clauses, whose traffic a proxy takes that knows of rules for its own port alone
/// @param denies what is denied
/// @param always who is let in even if nothing allows it, unless it is denied
/// @param conflicting whether two rules contradict each other, so that the enforcer applies neither
record Middle(boolean isolates, List<Clause> allows, List<Clause> proxied, List<Clause> denies,
        Set<Entity> always,
        boolean conflicting) {
    private static final String DNS = "dns";

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
        var filters = Filters.of(clauses.stream().filter(clause -> clause.action() != Action.DENY).toList());
        var isolates = always
                || acting.stream().anyMatch(policy -> policy.isolates().contains(direction));
        var held = profile.cilium().map(cilium -> cilium.is(Option.REQUESTS_HOLD_WITHOUT_ISOLATION))
                .orElse(false);
        Predicate<Clause> proxied = clause -> isolates
                ? looksIntoNames(clause)
                : held && clause.said().requests().isPresent();
        return Optional.of(new Middle(isolates,
                filters.clauses().stream().filter(proxied.negate()).toList(),
                filters.clauses().stream().filter(proxied).toList(),
                clauses.stream().filter(clause -> clause.action() == Action.DENY).toList(),
                direction == Direction.INGRESS ? profile.letsIn() : Set.of(), filters.conflicting()));
    }

    private static boolean looksIntoNames(Clause clause) {
        return clause.said().requests().map(requests -> requests.parser().equals(DNS)).orElse(false);
    }

    /// The clauses that lift what the proxy holds up: a DNS proxy is told of rules for its own port alone.
    List<Clause> lifting() {
        return allows.stream()
                .filter(clause -> proxied.stream().anyMatch(held -> held.ports().equals(clause.ports())))
                .toList();
    }

    /// All traffic that a proxy takes, whatever is asked.
    List<Clause> redirected() {
        return proxied.stream().map(clause -> clause.saying(PortConstraint.PLAIN)).toList();
    }

    /// Traffic to whatever is found by the names that a DNS proxy lets pass: Cilium knows the addresses of a name only once the proxy has
    /// seen them in an answer.
    Traffic learned() {
        return Traffic.of(PortSet.ALL, Constraint.anyOf(
                proxied.stream().map(clause -> clause.said().constraint().asDestinations()).toList()));
    }

    /// The same about a peer that declares these ports.
    Middle resolved(List<ContainerPort> declaredByPeer) {
        return new Middle(isolates, resolved(allows, declaredByPeer), resolved(proxied, declaredByPeer),
                resolved(denies, declaredByPeer), always, conflicting);
    }

    private static List<Clause> resolved(List<Clause> clauses, List<ContainerPort> declaredByPeer) {
        return clauses.stream().flatMap(clause -> clause.resolved(declaredByPeer)).toList();
    }

    boolean isPlain() {
        return isolates && proxied.isEmpty() && denies.isEmpty() && always.isEmpty();
    }

    Stream<Clause> clauses() {
        return Stream.of(allows, proxied, denies).flatMap(List::stream);
    }
}
