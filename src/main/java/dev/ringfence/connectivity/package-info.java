/// What a set of rules allows, exactly: evaluation, set difference, witnesses, explanations.
@NullMarked
package dev.ringfence.connectivity;

import org.jspecify.annotations.NullMarked;
