/// The Helm chart, linted, rendered and installed by Helm itself.
@NullMarked
package dev.ringfence.chart;

import org.jspecify.annotations.NullMarked;
