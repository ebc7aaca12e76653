package dev.ringfence.policy.cilium;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.References;

/// What the parts of one policy are read by.
///
/// @param namespace the policy's namespace; empty for a policy of the whole cluster
/// @param selectsInit whether the policy is for endpoints whose labels are not known yet
record Reading(String namespace, boolean selectsInit, CiliumProfile profile, References references) {

    /// How `context` reads a policy in a namespace.
    static Reading of(String namespace, DecodingContext context) {
        return new Reading(namespace, /* selectsInit= */ false,
                context.profile().cilium().orElse(CiliumProfile.CURRENT), context.references());
    }

    Reading selectingInit(boolean selects) {
        return new Reading(namespace, selects, profile, references);
    }

    boolean is(Option option) {
        return profile.is(option);
    }
}
