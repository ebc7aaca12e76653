/// Random histories of small, crowded clusters, and how every step of one is checked.
@NullMarked
package dev.ringfence.bench.history;

import org.jspecify.annotations.NullMarked;
