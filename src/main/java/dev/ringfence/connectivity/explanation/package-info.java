/// Why one connection is allowed or not: the rules that decide, in order, and the nearest change that would turn the
/// answer.
@NullMarked
package dev.ringfence.connectivity.explanation;

import org.jspecify.annotations.NullMarked;
