/// The one loop: changes in, verdicts and actions out; owns every thread and the clock.
@NullMarked
package dev.ringfence.daemon;

import org.jspecify.annotations.NullMarked;
