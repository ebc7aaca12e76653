/// Decodes the policies of networking.k8s.io/v1 into rules.
@NullMarked
package dev.ringfence.policy.kubernetes;

import org.jspecify.annotations.NullMarked;
