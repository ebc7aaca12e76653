/// The isolation that was approved, and what it expects of a cluster.
@NullMarked
package dev.ringfence.baseline;

import org.jspecify.annotations.NullMarked;
