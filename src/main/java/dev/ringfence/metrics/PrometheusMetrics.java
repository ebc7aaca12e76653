package dev.ringfence.metrics;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.daemon.Enforcer;
import dev.ringfence.daemon.Leadership;
import dev.ringfence.daemon.Observer;
import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.RequestObserver;
import dev.ringfence.daemon.Turn;
import dev.ringfence.daemon.Workload;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All series of Ringfence, fed by what the loop tells and by its latest report.
///
/// `docs/metrics.md` lists the series, with how many of each there can be; a test holds it to what is here. Labels are
/// baselines, the resources that are watched and closed sets, never pods, namespaces or policies.
public final class PrometheusMetrics implements Observer, RequestObserver, AutoCloseable {
    private static final Report NOTHING = new Report(Instant.EPOCH, 0, false, new Leadership(false, "", ""),
            Enforcer.UNKNOWN,
            List.of(),
            List.of(), List.of(), List.of(), List.of());

    private final Clock clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final JvmMeters jvm = new JvmMeters(registry);
    private final BaselineMeters baselines = new BaselineMeters(registry);
    private final LoopMeters loop;
    private final ReportGauges gauges = new ReportGauges(registry);
    private final UrgencyGauges urgency = new UrgencyGauges(registry);
    private final ControllerMeters controller = new ControllerMeters(registry.getPrometheusRegistry());
    private final RequestMeters requests = new RequestMeters(registry.getPrometheusRegistry());
    private volatile Supplier<Workload> workload = () -> new Workload(0, 0, Optional.empty());
    private volatile Report latest = NOTHING;

    /// @param clock tells the age of what is known, at the moment of a scrape
    /// @param version the version that runs
    public PrometheusMetrics(Clock clock, String version) {
        this.clock = clock;
        loop = new LoopMeters(registry, version);
    }

    /// Makes this the loop whose workload is shown.
    public void follow(Supplier<Workload> loopsWorkload) {
        workload = loopsWorkload;
    }

    /// Writes every series, as OpenMetrics text where the scraper accepts that, else in the text format of Prometheus.
    ///
    /// @param accept an `Accept` header, any text
    /// @return the content type of what was written
    public String write(String accept, OutputStream out) throws IOException {
        var writer = writer(accept);
        writer.write(out, snapshot());
        return writer.getContentType();
    }

    @Override
    public void opened(DriftRecord drift) {
        baselines.opened(drift.drift().baseline(), drift.drift().kind(), drift.drift().verdict());
        loop.detected(between(drift.openedAt(), drift.detectedAt()));
    }

    @Override
    public void closed(DriftRecord drift) {
        drift.closedAt().ifPresent(closedAt -> {
            if (drift.drift().verdict().loosens()) {
                baselines.exposed(drift.drift().baseline(), between(drift.openedAt(), closedAt));
            }
            if (drift.state() == DriftRecord.State.REPAIRED) {
                loop.repaired(between(drift.detectedAt(), closedAt));
            }
        });
    }

    @Override
    public void acted(DriftRecord drift, Action action, Outcome outcome, Duration took) {
        loop.acted(action, outcome.result());
    }

    @Override
    public void judged(boolean full, Duration took, int disagreements) {
        loop.judged(full, took, disagreements);
    }

    @Override
    public void turned(Turn turn) {
        controller.turned(turn);
    }

    @Override
    public void ended(String method, String host, OptionalInt status) {
        requests.ended(method, host, status);
    }

    @Override
    public void published(Report report) {
        baselines.keep(report.baselines().stream().map(BaselineReport::name).collect(Collectors.toSet()));
        latest = report;
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }

    /// Scrapes take turns here, not while they write to a slow client.
    private synchronized MetricSnapshots snapshot() {
        var now = clock.instant();
        var report = latest;
        gauges.refresh(report, now);
        urgency.refresh(report);
        controller.refresh(workload.get(), now);
        return registry.getPrometheusRegistry().scrape();
    }

    /// Never protobuf: only native histograms need it, and each scraper that asks for it takes text as well.
    private ExpositionFormatWriter writer(String accept) {
        var openMetrics = formats.getOpenMetricsTextFormatWriter();
        return openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
    }

    /// Times of different clocks are compared: what seems to end before it began took no time.
    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
