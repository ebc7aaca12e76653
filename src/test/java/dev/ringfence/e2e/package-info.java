/// Ringfence as its users see it: the whole daemon on a real API server, observed from outside.
@NullMarked
package dev.ringfence.e2e;

import org.jspecify.annotations.NullMarked;
