/// Tells from what is installed in a cluster how its enforcer reads policies.
@NullMarked
package dev.ringfence.policy.enforcer;

import org.jspecify.annotations.NullMarked;
