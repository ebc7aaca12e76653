/// A whole cluster at one moment, and what its policies together allow between its parties: one table, or the
/// difference of two.
@NullMarked
package dev.ringfence.connectivity.snapshot;

import org.jspecify.annotations.NullMarked;
