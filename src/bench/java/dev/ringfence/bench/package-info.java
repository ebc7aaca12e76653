/// The benchmarks: how soon drift is repaired, how long a full evaluation takes, and how soon the program is ready.
@NullMarked
package dev.ringfence.bench;

import org.jspecify.annotations.NullMarked;
