package dev.ringfence.prometheus;

import java.util.Map;

/// Something that a [PrometheusServer] scrapes.
///
/// @param job the value of the label `job`
/// @param address host and port; the path is `/metrics`
/// @param labels further labels of all its series, such as `cluster` and `namespace`
public record Scrape(String job, String address, Map<String, String> labels) {

    public Scrape {
        labels = Map.copyOf(labels);
    }

    /// A Ringfence on this host, labelled as a Prometheus in the cluster would label it.
    public static Scrape ringfence(int port) {
        return new Scrape("ringfence", "127.0.0.1:" + port, Map.of("namespace", "ringfence"));
    }
}
