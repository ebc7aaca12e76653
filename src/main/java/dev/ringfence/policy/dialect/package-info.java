/// Chooses the decoder for each kind of policy.
@NullMarked
package dev.ringfence.policy.dialect;

import org.jspecify.annotations.NullMarked;
