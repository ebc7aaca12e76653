/// A second, slow and obvious reading of NetworkPolicies, and random clusters on which the engine is held against it.
@NullMarked
package dev.ringfence.oracle;

import org.jspecify.annotations.NullMarked;
