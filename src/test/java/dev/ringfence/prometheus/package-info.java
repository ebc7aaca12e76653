/// What Ringfence ships for Prometheus, held against the real `promtool` and a real Prometheus server.
@NullMarked
package dev.ringfence.prometheus;

import org.jspecify.annotations.NullMarked;
