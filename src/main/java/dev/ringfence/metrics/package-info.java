/// Prometheus meters over the latest report.
@NullMarked
package dev.ringfence.metrics;

import org.jspecify.annotations.NullMarked;
