package dev.ringfence.web;

import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.model.OneLine;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The pages `/livez` and `/readyz`, worded like those of kube-apiserver.
final class HealthPages {
    private static final int PROBLEM_LIMIT = 256;
    private static final HealthCheck PING = new HealthCheck("ping", Optional::empty);

    private final Supplier<Report> latest;
    private final HealthChecks checks;

    HealthPages(Supplier<Report> latest, HealthChecks checks) {
        this.latest = latest;
        this.checks = checks;
    }

    void live(Context context) {
        var all = new ArrayList<>(List.of(PING));
        all.addAll(checks.live());
        answer(context, "livez", all);
    }

    void ready(Context context) {
        var report = latest.get();
        var all = new ArrayList<>(List.of(PING));
        report.watches().forEach(
                watch -> all.add(new HealthCheck("watch-" + watch.resource(), () -> problem(watch))));
        all.add(new HealthCheck("first-verdict",
                () -> report.complete() ? Optional.empty() : Optional.of("not everything was judged yet")));
        all.addAll(checks.ready());
        answer(context, "readyz", all);
    }

    /// A watch that broke after its first list does not end readiness: what was judged is still served, with its age.
    private static Optional<String> problem(WatchState watch) {
        return switch (watch.phase()) {
            case SYNCING -> Optional.of("the first list is not complete");
            case SYNCED, DISCONNECTED, FORBIDDEN, ABSENT -> Optional.empty();
        };
    }

    private static void answer(Context context, String page, List<HealthCheck> checks) {
        var lines = new StringBuilder();
        var passed = true;
        for (var check : checks) {
            var problem = check.problem().get();
            passed &= problem.isEmpty();
            lines.append(problem.isEmpty() ? "[+]" : "[-]").append(check.name())
                    .append(problem.map(why -> " failed: " + OneLine.of(why, PROBLEM_LIMIT)).orElse(" ok"))
                    .append('\n');
        }
        lines.append(page).append(passed ? " check passed\n" : " check failed\n");
        var query = context.queryString();
        var verbose = query != null && query.contains("verbose");
        context.status(passed ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("text/plain; charset=utf-8")
                .result(passed && !verbose ? "ok" : lines.toString());
    }
}
