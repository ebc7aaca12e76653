package dev.ringfence.demo;

import dev.ringfence.demo.Attack.Expected.Nothing;
import dev.ringfence.demo.Attack.Expected.Repaired;
import dev.ringfence.demo.Attack.Expected.Reported;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the demo tells its reader about the attacks.
final class Transcript {
    private static final String ROW = "  %-40s %-28s %-16s %8s %9s%n";
    private static final double NANOS = 1e6;

    private final PrintWriter out;
    private final Ink ink;

    Transcript(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /// One attack and what became of it.
    void tell(int number, Result result) {
        out.println();
        out.println(ink.bold(number + ". " + result.attack().title()));
        line("attacker", result.attack().doing());
        result.drift().ifPresentOrElse(this::tell, () -> line("seen", judgedAsHarmless(result)
                ? "same effect as approved: no drift"
                : "nothing"));
        line("done", done(result));
        line("time", time(result));
        result.faults().forEach(fault -> line(ink.red("WRONG"), fault));
        out.flush();
    }

    private void tell(Sighting drift) {
        line("seen", drift.kind() + ", " + drift.verdict() + ", " + drift.severity());
        line("witness", drift.witness());
        line("cause", drift.cause());
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            out.println("   " + name + " ".repeat(Math.max(1, 10 - name.length())) + text);
        }
    }

    private static boolean judgedAsHarmless(Result result) {
        return result.attack().expected() instanceof Nothing && result.asExpected();
    }

    private static String done(Result result) {
        var alongside = String.join("", result.alongside().stream().filter(drift -> !drift.action().isEmpty())
                .map(drift -> "; then " + drift.kind() + ": " + action(drift)).toList());
        return result.drift().map(drift -> action(drift) + alongside)
                .orElse("nothing");
    }

    private static String action(Sighting drift) {
        return drift.action().isEmpty()
                ? "reported; pods belong to their owners"
                : drift.action() + ", " + drift.result();
    }

    private static String time(Result result) {
        return String.join(", ", List.of(result.detection().map(time -> "seen after " + coarse(time)),
                result.repair().map(time -> "repaired after " + fine(time)),
                result.closing().map(time -> "gone " + coarse(time) + " after the owner had put it right"))
                .stream().flatMap(Optional::stream).toList());
    }

    /// A table of all attacks, and what they come to.
    void sum(List<Result> results) {
        out.println();
        out.printf(Locale.ROOT, ROW, "attack", "seen as", "done", "seen", "repaired");
        out.printf(Locale.ROOT, ROW, "-".repeat(40), "-".repeat(28), "-".repeat(16), "-".repeat(8),
                "-".repeat(9));
        for (var result : results) {
            out.printf(Locale.ROOT, ROW, result.attack().title(),
                    result.drift().map(drift -> drift.kind() + ", " + drift.verdict()).orElse("no drift"),
                    result.drift().map(drift -> drift.action().isEmpty() ? "reported" : drift.action())
                            .orElse("-"),
                    result.detection().map(Transcript::coarse).orElse("-"),
                    result.repair().map(Transcript::fine).orElse("-"));
        }
        out.printf(Locale.ROOT, ROW, "median", "", "",
                median(results, Result::detection).map(Transcript::coarse).orElse("-"),
                median(results, Result::repair).map(Transcript::fine).orElse("-"));
        out.println();
        out.println(verdict(results));
        out.flush();
    }

    private String verdict(List<Result> results) {
        var harmless = results.stream().filter(result -> result.attack().expected() instanceof Nothing)
                .toList();
        var attacks = results.size() - harmless.size();
        var good = results.stream().filter(Result::asExpected).toList();
        var repaired = good.stream().filter(result -> result.attack().expected() instanceof Repaired).count();
        var reported = good.stream().filter(result -> result.attack().expected() instanceof Reported).count();
        var seen = results.stream().filter(result -> result.drift().isPresent()).count();
        var missed = attacks - repaired - reported;
        var text = "%d attacks: %d seen, %d repaired, %d reported, %d missed or misjudged".formatted(attacks,
                seen, repaired, reported, missed);
        var left = harmless.stream().filter(Result::asExpected).count();
        var harmlessText = harmless.isEmpty()
                ? ""
                : "; %d harmless change: %d left alone".formatted(harmless.size(), left);
        return good.size() == results.size() ? ink.green(text + harmlessText) : ink.red(text + harmlessText);
    }

    private static Optional<Duration> median(List<Result> results,
            Function<Result, Optional<Duration>> time) {
        var times = results.stream().flatMap(result -> time.apply(result).stream()).sorted().toList();
        return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() / 2));
    }

    /// A time that is known to the millisecond.
    private static String coarse(Duration time) {
        return time.toMillis() == 0 ? "<1 ms" : time.toMillis() + " ms";
    }

    private static String fine(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / NANOS);
    }
}
