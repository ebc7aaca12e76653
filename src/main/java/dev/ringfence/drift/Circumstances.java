package dev.ringfence.drift;

import dev.ringfence.baseline.Expectation;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.PolicyKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that one judgement of one guarded namespace rests upon.
///
/// @param expectation what was approved
/// @param live what is live in the namespace
/// @param directory the pods of the whole cluster, as peers
/// @param context how live policies are read
/// @param unserved the kinds of policy that the API server does not have
/// @param remembered the labels under which pods that still exist were guarded, by uid
/// @param approvals what was there when the baseline was first judged
/// @param now decides which exemptions hold
public record Circumstances(Expectation expectation, LiveNamespace live, PodDirectory directory,
        DecodingContext context, Set<PolicyKind> unserved,
        Map<String, Labels> remembered, Approvals approvals, Instant now) {

    /// With every kind of policy served.
    public Circumstances(Expectation expectation, LiveNamespace live, PodDirectory directory,
            DecodingContext context, Map<String, Labels> remembered, Optional<Set<String>> approvedPeers,
            Instant now) {
        this(expectation, live, directory, context, Set.of(), remembered, Approvals.of(approvedPeers), now);
    }

    /// How the enforcer reads policies, where it enforces any.
    public EnforcementProfile profile() {
        return context.profile().switchedOn();
    }

    /// Whether the enforcer enforces nothing at all.
    boolean isOff() {
        return context.profile().enforcement() == EnablePolicy.NEVER;
    }

    /// Why no policy of a kind can have an effect; nothing where it can.
    Optional<String> lost(PolicyKind kind) {
        return unserved.contains(kind)
                ? Optional.of("the API server does not serve " + kind.resource())
                : kind.ineffective(context.profile());
    }

    /// The directions in which the baseline isolates, but neither it nor a policy that it trusts isolates a pod with these labels.
    Set<Direction> uncovered(Labels labels) {
        var point = live.point(labels);
        var uncovered = expectation.uncovered(point);
        live.selecting(point).stream().filter(policy -> expectation.trusts(policy.key()))
                .forEach(policy -> uncovered.removeAll(policy.isolates()));
        return uncovered;
    }

    /// Whether an exemption of the baseline accepts for now what a policy does.
    boolean exempts(PolicyKey policy) {
        return expectation.baseline().exemptions().stream()
                .anyMatch(exemption -> exemption.policy().matches(policy)
                        && now.isBefore(exemption.expiresAt()));
    }

    /// The same circumstances, seen through another directory.
    Circumstances with(PodDirectory other) {
        return new Circumstances(expectation, live, other, context, unserved, remembered, approvals, now);
    }
}
