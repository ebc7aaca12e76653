package dev.ringfence.connectivity;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that decides the traffic of one pod in one direction, in the order in which it decides.
///
/// @param admin the Admin tier: groups of equal priority, the first one first; in a group the steps of each policy
/// @param middle the policies without order; absent where none of them holds the pod
/// @param baseline the Baseline tier, as the Admin tier
/// @param doubtful whether some policy is there of which nobody can tell what the enforcer makes of it
record Layers(Direction direction, List<List<List<Step>>> admin, Optional<Middle> middle,
        List<List<List<Step>>> baseline, boolean doubtful) {

    /// The tier without order: a pod has the union of what is allowed, less what is denied.
    ///
    /// @param isolates whether only that is allowed; otherwise everything that is not denied is
    /// @param always who is let in even if nothing allows it, unless it is denied
    record Middle(boolean isolates, List<Step> allows, List<Step> denies, Set<Entity> always) {}

    /// The layers of a pod.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod; nothing for a pod that does not exist
    static Layers of(List<Policy> selecting, Direction direction, Optional<List<ContainerPort>> declared,
            EnforcementProfile profile) {
        if (profile.enforcement() == EnablePolicy.NEVER) {
            return new Layers(direction, List.of(), Optional.empty(), List.of(), /* doubtful= */ false);
        }
        return new Layers(direction, ordered(Tier.ADMIN, selecting, direction, declared),
                middle(selecting, direction, declared, profile),
                ordered(Tier.BASELINE, selecting, direction, declared),
                selecting.stream().anyMatch(policy -> policy.doubt().isPresent()));
    }

    private static List<List<List<Step>>> ordered(Tier tier, List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared) {
        var groups = new TreeMap<Integer, List<List<Step>>>();
        for (var policy : selecting) {
            var steps = policy.tier() == tier ? steps(policy, direction, declared) : List.<Step>of();
            if (!steps.isEmpty()) {
                groups.computeIfAbsent(policy.priority(), _ -> new ArrayList<>()).add(steps);
            }
        }
        return List.copyOf(groups.values());
    }

    private static Optional<Middle> middle(List<Policy> selecting, Direction direction,
            Optional<List<ContainerPort>> declared, EnforcementProfile profile) {
        var acting = selecting.stream()
                .filter(policy -> policy.tier() == Tier.NAMESPACE && policy.acts().contains(direction))
                .toList();
        var always = profile.enforcement() == EnablePolicy.ALWAYS;
        if (acting.isEmpty() && !always) {
            return Optional.empty();
        }
        var allows = new ArrayList<Step>();
        var denies = new ArrayList<Step>();
        for (var policy : acting) {
            for (var step : steps(policy, direction, declared)) {
                (step.action() == Action.DENY ? denies : allows).add(step);
            }
        }
        return Optional
                .of(new Middle(
                        always || acting.stream().anyMatch(policy -> policy.isolates().contains(direction)),
                        allows, denies, direction == Direction.INGRESS ? profile.letsIn() : Set.of()));
    }

    private static List<Step> steps(Policy policy, Direction direction,
            Optional<List<ContainerPort>> declared) {
        return policy.rules(direction).stream().map(rule -> Step.of(rule, declared)).toList();
    }

    /// Whether nothing in it has two answers.
    boolean isDecided() {
        return !doubtful && steps().allMatch(step -> step.sure().equals(step.atMost()))
                && admin.stream().allMatch(group -> group.size() == 1)
                && baseline.stream().allMatch(group -> group.size() == 1);
    }

    boolean speaksOf(PodAddresses addresses) {
        return steps().anyMatch(
                step -> step.sure().podAddresses() == addresses || step.atMost().podAddresses() == addresses);
    }

    private Stream<Step> steps() {
        return Stream.of(admin.stream().flatMap(List::stream).flatMap(List::stream),
                middle.stream()
                        .flatMap(tier -> Stream.concat(tier.allows().stream(), tier.denies().stream())),
                baseline.stream().flatMap(List::stream).flatMap(List::stream)).flatMap(steps -> steps);
    }

    /// Whether all of it is one union of what is allowed, as NetworkPolicies alone are.
    boolean isPlain() {
        return admin.isEmpty() && baseline.isEmpty() && !doubtful
                && middle.map(tier -> tier.isolates() && tier.denies().isEmpty() && tier.always().isEmpty())
                        .orElse(true);
    }
}
