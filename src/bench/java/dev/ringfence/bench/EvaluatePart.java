package dev.ringfence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/// How long the engine computes, and how much memory it takes, for a cluster of the largest size; one thread.
final class EvaluatePart implements Part {
    private static final int COLD_PROCESSES = 5;
    private static final double MICROS_PER_MILLI = 1_000;

    @Override
    public List<Result> run(boolean quick) throws Exception {
        var warm = run(quick
                ? options(EvaluationBenchmark.class).warmupIterations(5).measurementIterations(3)
                : options(EvaluationBenchmark.class));
        var cold = run(options(EvaluationBenchmark.class).warmupIterations(0).measurementIterations(1)
                .forks(quick ? 1 : COLD_PROCESSES));
        var judge = run(quick
                ? options(JudgeBenchmark.class).warmupIterations(1).measurementIterations(1)
                : options(JudgeBenchmark.class));
        var results = new ArrayList<Result>();
        results.add(evaluation("full evaluation, warm, median of ", "<= 250 ms", warm));
        results.add(evaluation("full evaluation, the first in a process, median of ", "<= 700 ms", cold));
        for (var edit : List.of("harmlessEdit", "looseningEdit")) {
            var times = statistics(judge, edit);
            var what = "judgement of one namespace after a " + (edit.equals("harmlessEdit")
                    ? "harmless"
                    : "loosening") + " edit, ";
            results.add(Result.alone(what + "p50", "", times.getPercentile(50), "us"));
            results.add(Result.alone(what + "p99", "", times.getPercentile(99), "us"));
        }
        var memory = memory();
        results.add(
                Result.alone("memory per pod, after a full collection", "<= 250 B", memory.getFirst(), "B"));
        results.add(Result.alone("the index of who may reach whom, per pod", "", memory.get(1), "B"));
        results.add(Result.alone("pods, policies and the index together", "<= 128 MB", memory.getLast(),
                "MB"));
        return results;
    }

    private static Result evaluation(String what, String goal, Collection<RunResult> measured) {
        var full = statistics(measured, "full");
        var noise = 100 * (full.getPercentile(75) - full.getPercentile(25)) / full.getPercentile(50);
        return Result.compared(what + full.getN() + " (noise %.0f %%)".formatted(noise), goal,
                full.getPercentile(50) / MICROS_PER_MILLI,
                statistics(measured, "floor").getPercentile(50) / MICROS_PER_MILLI, "ms");
    }

    private static Statistics statistics(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(method)).findFirst()
                .orElseThrow().getPrimaryResult().getStatistics();
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder().include(benchmark.getName()).shouldFailOnError(true)
                .jvmArgs("-XX:+UseCompactObjectHeaders", "-Xms2g", "-Xmx2g")
                .output(Path.of("target", "bench", benchmark.getSimpleName() + ".log").toString());
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options)
            throws IOException, RunnerException {
        Files.createDirectories(Path.of("target", "bench"));
        var built = options.build();
        Progress.say("JMH: " + built.getIncludes() + ", its log is " + built.getOutput().get());
        return new Runner(built).run();
    }

    private static List<Double> memory() throws IOException, InterruptedException {
        Progress.say("memory");
        var answer = Files.createDirectories(Path.of("target", "bench")).resolve("memory");
        try (var program = ChildProcess.main(EngineMemory.class, answer.toString())) {
            if (program.await() != 0) {
                throw new IllegalStateException(
                        "expected the memory measurement to succeed; its log is beside " + answer);
            }
        }
        return Files.readAllLines(answer).stream().map(Double::valueOf).toList();
    }
}
