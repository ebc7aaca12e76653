/// Compares live with approved, and names each difference, its cause and its witness.
@NullMarked
package dev.ringfence.drift;

import org.jspecify.annotations.NullMarked;
