package dev.ringfence.grafana;

import static org.awaitility.Awaitility.await;

import dev.ringfence.daemon.SampleReports;
import dev.ringfence.daemon.Turn;
import dev.ringfence.metrics.PrometheusMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// The series that Ringfence exposes, read from what it does expose.
final class ExposedMetrics {
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern SERIES = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final Map<String, Set<String>> labels = new HashMap<>();
    private final Set<String> counters = new HashSet<>();

    private ExposedMetrics(String page) {
        SERIES.matcher(page).results().forEach(series -> {
            var names = labels.computeIfAbsent(series.group(1), _ -> new TreeSet<>());
            if (series.group(2) != null) {
                LABEL.matcher(series.group(2)).results().forEach(label -> names.add(label.group(1)));
            }
        });
        TYPE.matcher(page).results().forEach(family -> {
            switch (family.group(2)) {
                case "counter" -> counters.add(family.group(1));
                case "histogram", "summary" -> Set.of("_bucket", "_count", "_sum")
                        .forEach(suffix -> counters.add(family.group(1) + suffix));
                default -> {
                }
            }
        });
    }

    static ExposedMetrics get() {
        return Holder.METRICS;
    }

    boolean has(String metric) {
        return labels.containsKey(metric);
    }

    /// The labels that a series of that name has; none where there is no such series.
    Set<String> labels(String metric) {
        return labels.getOrDefault(metric, Set.of());
    }

    boolean isCounter(String metric) {
        return counters.contains(metric);
    }

    private static final class Holder {
        static final ExposedMetrics METRICS = read();

        /// After a collection, for without one there are no series about collections. The waiting must not need this class in
        /// another thread, for it is being initialized.
        private static ExposedMetrics read() {
            try (var metrics = new PrometheusMetrics(Clock.fixed(SampleReports.NOON, ZoneOffset.UTC),
                    "1.2.3")) {
                metrics.turned(new Turn(List.of(Duration.ofMillis(1)), Duration.ofMillis(2), false));
                metrics.ended("GET", "10.0.0.1:443", OptionalInt.of(200));
                var page = new AtomicReference<>("");
                System.gc();
                await("a collection is counted").pollInSameThread().until(() -> {
                    page.set(page(metrics));
                    return page.get().contains("jvm_gc_pause_seconds_count");
                });
                return new ExposedMetrics(page.get());
            }
        }

        /// Both what is there before the first judgement and what is there after it.
        private static String page(PrometheusMetrics metrics) {
            var out = new ByteArrayOutputStream();
            try {
                metrics.published(SampleReports.incomplete());
                var _ = metrics.write("", out);
                metrics.published(SampleReports.of());
                var _ = metrics.write("", out);
            } catch (IOException failure) {
                throw new UncheckedIOException("a page in memory must be writable", failure);
            }
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
