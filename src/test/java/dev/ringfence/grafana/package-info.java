/// The Grafana boards that Ringfence ships, held to Grafana's schema, to rules for boards, and to a real Prometheus.
@NullMarked
package dev.ringfence.grafana;

import org.jspecify.annotations.NullMarked;
