/// Decodes the cluster-wide policies of policy.networking.k8s.io, which are evaluated in tiers before and after NetworkPolicies.
@NullMarked
package dev.ringfence.policy.tiers;

import org.jspecify.annotations.NullMarked;
