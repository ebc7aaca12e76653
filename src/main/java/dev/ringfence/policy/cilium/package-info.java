/// Decodes the policies of cilium.io/v2, and NetworkPolicies as Cilium reads them, into rules.
@NullMarked
package dev.ringfence.policy.cilium;

import org.jspecify.annotations.NullMarked;
