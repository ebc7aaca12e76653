package dev.ringfence.connectivity;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that decides the traffic of one pod in one direction, in the order in which it decides.
///
/// @param admin the Admin tier: groups of equal priority, the first one first; in a group the clauses of each policy
/// @param middle the policies without order; absent where none of them holds the pod
/// @param baseline the Baseline tier, as the Admin tier
/// @param doubtful whether some policy is there of which nobody can tell what the enforcer makes of it
record Layers(Direction direction, List<List<List<Clause>>> admin, Optional<Middle> middle,
        List<List<List<Clause>>> baseline, boolean doubtful) {

    /// The layers of a pod.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod; nothing for a pod that does not exist
    static Layers of(List<Policy> selecting, Direction direction, Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        if (profile.enforcement() == EnablePolicy.NEVER) {
            return new Layers(direction, List.of(), Optional.empty(), List.of(), /* doubtful= */ false);
        }
        var middle = middle(selecting, direction, declared, profile);
        return new Layers(direction, ordered(Tier.ADMIN, selecting, direction, declared), middle,
                ordered(Tier.BASELINE, selecting, direction, declared),
                conflicting(selecting, declared, profile)
                        || selecting.stream().anyMatch(policy -> policy.doubt().isPresent()));
    }

    /// Whether rules contradict each other in some direction: the agent then takes none of them for the pod.
    private static boolean conflicting(List<Policy> selecting, Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        var restricting = selecting.stream().flatMap(policy -> policy.rules().stream())
                .filter(rule -> !rule.said().equals(PortConstraint.PLAIN)).limit(2).count();
        return restricting > 1 && Stream.of(Direction.values())
                .anyMatch(direction -> middle(selecting, direction, declared, profile)
                        .map(Middle::conflicting).orElse(false));
    }

    private static List<List<List<Clause>>> ordered(Tier tier, List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared) {
        var groups = new TreeMap<Integer, List<List<Clause>>>();
        for (var policy : selecting) {
            var clauses = policy.tier() == tier ? clauses(policy, direction, declared) : List.<Clause>of();
            if (!clauses.isEmpty()) {
                groups.computeIfAbsent(policy.priority(), _ -> new ArrayList<>()).add(clauses);
            }
        }
        return List.copyOf(groups.values());
    }

    private static Optional<Middle> middle(List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared, EnforcementProfile profile) {
        return Middle.of(selecting.stream()
                .filter(policy -> policy.tier() == Tier.NAMESPACE && policy.acts().contains(direction))
                .toList(),
                direction, declared, profile);
    }

    private static List<Clause> clauses(Policy policy, Direction direction,
            Optional<List<ContainerPort>> declared) {
        return policy.rules(direction).stream().map(rule -> Clause.of(rule, declared)).toList();
    }

    /// Whether nothing in it has two answers.
    boolean isDecided() {
        return !doubtful && !speaksOfNames()
                && clauses().allMatch(clause -> clause.sure().equals(clause.atMost()))
                && admin.stream().allMatch(group -> group.size() == 1)
                && baseline.stream().allMatch(group -> group.size() == 1);
    }

    /// Whether something in it depends on the names that the peer gives to its ports, and on the order of what is decided.
    boolean dependsOnNames() {
        return direction == Direction.EGRESS && !isPlain()
                && clauses().anyMatch(clause -> !clause.ports().named().isEmpty());
    }

    /// The same about a peer that declares these ports: what a name means has to be known before a clause takes traffic away from
    /// those after it.
    Layers resolved(List<ContainerPort> declaredByPeer) {
        return new Layers(direction, resolved(admin, declaredByPeer),
                middle.map(tier -> tier.resolved(declaredByPeer)), resolved(baseline, declaredByPeer),
                doubtful);
    }

    private static List<List<List<Clause>>> resolved(List<List<List<Clause>>> tier,
            List<ContainerPort> declaredByPeer) {
        return tier.stream().map(group -> group.stream().map(policy -> policy.stream()
                .flatMap(clause -> clause.resolved(declaredByPeer)).toList()).toList()).toList();
    }

    boolean speaksOf(PodAddresses addresses) {
        return clauses().anyMatch(
                clause -> clause.sure().podAddresses() == addresses
                        || clause.atMost().podAddresses() == addresses);
    }

    boolean speaksOfNames() {
        return clauses().anyMatch(clause -> !clause.atMost().names().isEmpty());
    }

    /// Every clause, in whichever place.
    Stream<Clause> clauses() {
        return Stream.of(admin.stream().flatMap(List::stream).flatMap(List::stream),
                middle.stream().flatMap(Middle::clauses),
                baseline.stream().flatMap(List::stream).flatMap(List::stream)).flatMap(clauses -> clauses);
    }

    /// Whether all of it is one union of what is allowed, as NetworkPolicies alone are.
    boolean isPlain() {
        return admin.isEmpty() && baseline.isEmpty() && !doubtful
                && middle.map(Middle::isPlain).orElse(true);
    }
}
