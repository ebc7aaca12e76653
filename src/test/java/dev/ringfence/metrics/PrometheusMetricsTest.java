package dev.ringfence.metrics;

import static dev.ringfence.daemon.SampleReports.BASELINE;
import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.Condition;
import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.daemon.Enforcer;
import dev.ringfence.daemon.Leadership;
import dev.ringfence.daemon.MissingPermission;
import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.SampleReports;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Verdict;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusMetricsTest {
    private static final Action ACTION = new Action.DeletePolicy("d1", SampleReports.DEBUG_OPEN, "17");

    private final PrometheusMetrics metrics = new PrometheusMetrics(Clock.fixed(NOON, ZoneOffset.UTC),
            "1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyKindAndVerdictOfABaselineIsZeroBeforeAnythingHappens() throws IOException {
        metrics.published(SampleReports.of());

        var page = page();
        for (var kind : DriftKind.values()) {
            for (var verdict : Verdict.values()) {
                var labels = "{baseline=\"ai-workloads\",kind=\"%s\",verdict=\"%s\"} ".formatted(kind.text(),
                        verdict.text());
                assertThat(page).contains("\nringfence_drifts_open" + labels + "0.0\n")
                        .contains("\nringfence_drifts_total" + labels + "0.0\n");
            }
        }
        assertThat(page).contains("\nringfence_exposure_seconds_count{baseline=\"ai-workloads\"} 0\n");
    }

    @Test
    void everyActionAndResultIsZeroFromTheFirstScrape() throws IOException {
        var page = page();

        for (var action : List.of("CreatePolicy", "RestorePolicy", "DeletePolicy", "CreateNamespace",
                "LabelNamespace")) {
            for (var result : Outcome.Result.values()) {
                assertThat(page).contains("\nringfence_repairs_total{action=\"%s\",result=\"%s\"} 0.0\n"
                        .formatted(action, result.text()));
            }
        }
        assertThat(page).contains("\nringfence_evaluations_total{scope=\"full\"} 0.0\n")
                .contains("\nringfence_evaluations_total{scope=\"changed\"} 0.0\n")
                .contains("\nringfence_full_evaluation_differences_total 0.0\n")
                .contains("\nringfence_fights 0.0\n").contains("\nringfence_leader 0.0\n")
                .contains("\nringfence_last_verdict_timestamp_seconds 0.0\n")
                .contains("\nringfence_build_info{version=\"1.2.3\"} 1\n");
    }

    @Test
    void openDriftsAreCountedByKindAndVerdictWithoutExemptedOnes() throws IOException {
        var exempted = new DriftRecord(SampleReports.drift("d3"), DriftRecord.State.EXEMPTED, NOON, NOON,
                Optional.empty(), List.of());
        metrics.published(SampleReports.of(SampleReports.open(SampleReports.drift("d1"), NOON),
                SampleReports.open(SampleReports.drift("d2"), NOON), exempted,
                SampleReports.repaired(SampleReports.drift("d4"), NOON, 10)));

        assertThat(page()).contains(
                "ringfence_drifts_open{baseline=\"ai-workloads\",kind=\"ForeignPolicy\",verdict=\"Loosened\"} 2.0\n");
    }

    @Test
    void aBaselineIsExposedSinceItsOldestOpenLoosening() throws IOException {
        var series = "\nringfence_exposed_since_timestamp_seconds{baseline=\"ai-workloads\"} ";
        var tightened = SampleReports.drift("d1", DriftKind.POLICY_CHANGED, Verdict.TIGHTENED, BASELINE);
        var closed = SampleReports.repaired(SampleReports.drift("d2"), NOON.minusSeconds(500), 10);
        metrics.published(SampleReports.of(SampleReports.open(tightened, NOON.minusSeconds(400)), closed));
        assertThat(page()).contains(series + "0.0\n");

        metrics.published(SampleReports.of(SampleReports.open(SampleReports.drift("d4"), NOON),
                SampleReports.open(SampleReports.drift("d3"), NOON.minusSeconds(300)),
                SampleReports.open(tightened, NOON.minusSeconds(400)), closed));

        assertThat(page()).contains(series
                + BigDecimal.valueOf(NOON.minusSeconds(300).toEpochMilli() - 40, 3).doubleValue() + "\n");
    }

    @Test
    void openDriftsAreCountedBySeverity() throws IOException {
        var other = new DriftRecord(
                SampleReports.drift("d3", DriftKind.PEER_GAINED, Verdict.LOOSENED, "other"),
                DriftRecord.State.OPEN, NOON, NOON, Optional.empty(), List.of());
        metrics.published(SampleReports.of(SampleReports.open(SampleReports.drift("d1"), NOON), other,
                SampleReports.repaired(SampleReports.drift("d4"), NOON, 10)));

        assertThat(page()).contains(
                "ringfence_drifts_open_by_severity{baseline=\"ai-workloads\",severity=\"critical\"} 1.0\n",
                "ringfence_drifts_open_by_severity{baseline=\"ai-workloads\",severity=\"warning\"} 0.0\n",
                "ringfence_drifts_open_by_severity{baseline=\"ai-workloads\",severity=\"info\"} 0.0\n");
    }

    @Test
    void enforcementIsVerifiedWhereTheBaselineSaysSoAndNowhereElse() throws IOException {
        var sure = SampleReports.baseline("sure");
        var verified = new BaselineReport("sure", sure.source(), 1, sure.mode(), Set.of(), Set.of(), Set.of(),
                Optional.empty(),
                List.of(new Condition("Enforced", Condition.Status.TRUE, "Verified", "", 1, NOON)), List.of(),
                List.of(), 0, 0, 0, 0);
        metrics.published(SampleReports.of(List.of(SampleReports.baseline(BASELINE), verified), List.of()));

        assertThat(page()).contains("ringfence_enforcement_verified{baseline=\"ai-workloads\"} 0.0\n",
                "ringfence_enforcement_verified{baseline=\"sure\"} 1.0\n");
    }

    @Test
    void theLifeOfADriftIsCountedAndMeasured() throws IOException {
        metrics.published(SampleReports.of());
        metrics.opened(SampleReports.open(SampleReports.drift("d1"), NOON));
        metrics.acted(SampleReports.open(SampleReports.drift("d1"), NOON), ACTION,
                new Outcome(Outcome.Result.SUCCEEDED, ""), Duration.ofMillis(4));
        metrics.closed(SampleReports.repaired(SampleReports.drift("d1"), NOON, 60));

        assertThat(page()).contains(
                "ringfence_drifts_total{baseline=\"ai-workloads\",kind=\"ForeignPolicy\",verdict=\"Loosened\"} 1.0\n",
                "ringfence_repairs_total{action=\"DeletePolicy\",result=\"Succeeded\"} 1.0\n",
                "ringfence_detect_seconds_bucket{le=\"0.025\"} 0\n",
                "ringfence_detect_seconds_bucket{le=\"0.05\"} 1\n",
                "ringfence_detect_seconds_sum 0.04\n", "ringfence_repair_seconds_bucket{le=\"0.05\"} 0\n",
                "ringfence_repair_seconds_bucket{le=\"0.1\"} 1\n", "ringfence_repair_seconds_count 1\n",
                "ringfence_exposure_seconds_bucket{baseline=\"ai-workloads\",le=\"0.05\"} 0\n",
                "ringfence_exposure_seconds_bucket{baseline=\"ai-workloads\",le=\"0.1\"} 1\n",
                "ringfence_exposure_seconds_bucket{baseline=\"ai-workloads\",le=\"604800.0\"} 1\n");
    }

    @Test
    void aTighteningIsNoExposureAndAResolvedDriftNoRepair() throws IOException {
        var tightened = SampleReports.drift("d1", DriftKind.POLICY_CHANGED, Verdict.TIGHTENED, BASELINE);
        metrics.published(SampleReports.of());
        metrics.closed(new DriftRecord(tightened, DriftRecord.State.RESOLVED, NOON, NOON, Optional.of(NOON),
                List.of()));

        assertThat(page()).contains("ringfence_exposure_seconds_count{baseline=\"ai-workloads\"} 0\n",
                "ringfence_repair_seconds_count 0\n");
    }

    @Test
    void aTimeThatRunsBackwardsCountsAsNone() throws IOException {
        metrics.opened(new DriftRecord(SampleReports.drift("d1"), DriftRecord.State.OPEN, NOON.plusSeconds(3),
                NOON, Optional.empty(), List.of()));

        assertThat(page()).contains("ringfence_detect_seconds_count 1\n",
                "ringfence_detect_seconds_sum 0.0\n");
    }

    @Test
    void theSeriesOfABaselineGoWithIt() throws IOException {
        metrics.published(
                SampleReports.of(List.of(SampleReports.baseline(BASELINE), SampleReports.baseline("other")),
                        List.of()));
        assertThat(page()).contains("baseline=\"other\"").contains("baseline=\"ai-workloads\"");

        metrics.published(SampleReports.of());
        assertThat(page()).doesNotContain("baseline=\"other\"").contains("baseline=\"ai-workloads\"");
    }

    @Test
    void whatABaselineGuardsAndWhetherItIsRefused() throws IOException {
        metrics.published(
                SampleReports.of(List.of(SampleReports.baseline(BASELINE), SampleReports.refused("other")),
                        List.of()));

        assertThat(page()).contains("ringfence_guarded_pods{baseline=\"ai-workloads\"} 12.0\n",
                "ringfence_uncovered_pods{baseline=\"ai-workloads\"} 1.0\n",
                "ringfence_guarded_namespaces{baseline=\"ai-workloads\"} 1.0\n",
                "ringfence_baseline_refused{baseline=\"ai-workloads\"} 0.0\n",
                "ringfence_baseline_refused{baseline=\"other\"} 1.0\n");
    }

    @Test
    void whatIsSeenOfTheCluster() throws IOException {
        metrics.published(SampleReports.of());
        assertThat(page()).contains("ringfence_cache_age_seconds{resource=\"pods\"} 5.0\n",
                "ringfence_watch_synced{resource=\"pods\"} 1.0\n",
                "ringfence_watch_restarts_total{resource=\"pods\"} 2.0\n", "ringfence_leader 1.0\n",
                "ringfence_last_verdict_timestamp_seconds 1.7953488E9\n");

        metrics.published(SampleReports.incomplete());
        assertThat(page()).contains("ringfence_watch_synced{resource=\"pods\"} 0.0\n",
                "ringfence_watch_restarts_total{resource=\"pods\"} 2.0\n", "ringfence_leader 0.0\n",
                "ringfence_last_verdict_timestamp_seconds 1.7953488E9\n");
    }

    @Test
    void aWatchThatEndsTakesItsSeriesAlong() throws IOException {
        metrics.published(SampleReports.incomplete());
        assertThat(page()).contains("ringfence_watch_restarts_total{resource=\"namespaces\"}");

        metrics.published(SampleReports.of());
        assertThat(page()).doesNotContain("resource=\"namespaces\"");
    }

    @Test
    void aPermissionIsOneWhileMissingAndZeroOnceRestored() throws IOException {
        metrics.published(SampleReports.of());
        assertThat(page()).doesNotContain("ringfence_api_permission_missing{");

        metrics.published(SampleReports.incomplete());
        assertThat(page())
                .contains("ringfence_api_permission_missing{resource=\"pods\",verb=\"watch\"} 1.0\n");

        metrics.published(SampleReports.of());
        assertThat(page())
                .contains("ringfence_api_permission_missing{resource=\"pods\",verb=\"watch\"} 0.0\n");
    }

    @Test
    void judgementsAreCountedByScope() throws IOException {
        metrics.judged(true, Duration.ofMillis(30), 2);
        metrics.judged(false, Duration.ofMillis(2), 0);

        assertThat(page()).contains("ringfence_evaluations_total{scope=\"full\"} 1.0\n",
                "ringfence_evaluations_total{scope=\"changed\"} 1.0\n",
                "ringfence_evaluation_seconds_count 2\n",
                "ringfence_evaluation_seconds_bucket{le=\"0.005\"} 1\n",
                "ringfence_full_evaluation_differences_total 2.0\n");
    }

    @Test
    void fightsAreCounted() throws IOException {
        var report = SampleReports.of();
        metrics.published(new Report(NOON, 8, true, new Leadership(true, "a", "a"), Enforcer.UNKNOWN,
                report.baselines(),
                List.of(),
                List.of(SampleReports.watch("pods", WatchState.Phase.SYNCED)),
                List.of(new MissingPermission("get", "pods", "")), List.of("NetworkPolicy ai-workloads/x")));

        assertThat(page()).contains("ringfence_fights 1.0\n");
    }

    @Test
    void theProcessIsMeasuredWithoutTheNamesThatPromtoolRefuses() throws IOException {
        assertThat(page())
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds",
                        "process_files_open_files", "process_cpu_usage")
                .doesNotContain("system_cpu_count")
                .doesNotContain("process_cpu_time");
    }

    @Test
    void hostileNamesStayOneBoundedLabelEach() throws IOException {
        var forged = "x\"} 1\nringfence_leader 1\u001b[2K" + "y".repeat(100_000);
        metrics.published(SampleReports.of(
                List.of(SampleReports.baseline(forged + "a"), SampleReports.baseline(forged + "b")),
                List.of()));

        var names = page().lines().filter(line -> line.startsWith("ringfence_guarded_pods")).toList();
        assertThat(names).hasSize(2).doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line)
                        .startsWith("ringfence_guarded_pods{baseline=\"x\\\"} 1\\\\u000ar")
                        .hasSizeLessThan(200).doesNotContain("\u001b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/json",
            "garbage;;=,\u0001",
            "application/openmetrics-tex"})
    void textIsTheAnswerWhereNothingBetterIsAsked(String accept) throws IOException {
        var out = new ByteArrayOutputStream();

        assertThat(metrics.write(accept, out)).startsWith("text/plain; version=0.0.4");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("# HELP ").doesNotContain("# EOF");
    }

    @Test
    void openMetricsIsWrittenWhereItIsAccepted() throws IOException {
        var out = new ByteArrayOutputStream();

        assertThat(metrics.write("application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5", out))
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("# EOF\n")
                .contains("# TYPE ringfence_repairs counter\n");
    }

    @Test
    void aScraperThatPrefersProtobufGetsText() throws IOException {
        var protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

        assertThat(metrics.write(protobuf, new ByteArrayOutputStream())).startsWith("text/plain");
        assertThat(metrics.write(protobuf + ",application/openmetrics-text;version=1.0.0;q=0.6,*/*;q=0.1",
                new ByteArrayOutputStream())).startsWith("application/openmetrics-text");
    }

    private String page() throws IOException {
        var out = new ByteArrayOutputStream();
        var _ = metrics.write("", out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
