/// What a set of rules allows, exactly: evaluation, set difference and witnesses, pod by pod.
@NullMarked
package dev.ringfence.connectivity;

import org.jspecify.annotations.NullMarked;
