package dev.ringfence.bench;

import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// What the daemon needs in clusters of several sizes, under the limits of the chart's container.
final class SizePart implements Part {
    private static final List<Integer> SIZES = List.of(1_000, 5_000, 20_000);
    private static final List<Integer> QUICK_SIZES = List.of(150, 450);
    /// The chart's limit on memory; the image gives 60 % of it to the heap.
    private static final int LIMIT_MEBIBYTES = 768;
    private static final List<String> CONTAINER = List.of("-XX:+UseG1GC",
            "-Xmx" + LIMIT_MEBIBYTES * 60 / 100 + "m");
    /// The daemon itself answers the question whether it is ready, so it is not asked all the time.
    private static final Duration ASKED_EVERY = Duration.ofMillis(100);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration QUICK_IDLE = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Result> run(boolean quick) throws Exception {
        Progress.say("starting a control plane");
        try (var plane = ControlPlane.launch();
                var connection = ApiConnection.open(plane.config(ControlPlane.ADMIN))) {
            var kubeconfig = plane.kubeconfig(ControlPlane.ADMIN).toString();
            var cluster = new GrowingCluster(connection);
            var results = new ArrayList<Result>();
            for (int pods : quick ? QUICK_SIZES : SIZES) {
                cluster.growTo(pods);
                var baseline = "size-" + pods;
                cluster.approve(baseline);
                results.addAll(measure(pods, kubeconfig, quick ? QUICK_IDLE : IDLE));
                cluster.withdraw(baseline);
            }
            return results;
        }
    }

    private static List<Result> measure(int pods, String kubeconfig, Duration idle)
            throws IOException, InterruptedException {
        Progress.say("measuring with " + pods + " pods");
        var port = Readiness.freePort();
        var begin = System.nanoTime();
        try (var daemon = ChildProcess.ringfence(CONTAINER, "run", "--kubeconfig", kubeconfig, "--port",
                Integer.toString(port))) {
            var needs = new ProcessNeeds(daemon.handle());
            var ready = (Readiness.await(port, daemon, ASKED_EVERY) - begin) / NANOS_PER_SECOND;
            var work = needs.processorTime();
            // What follows the first verdict, such as the status and the compilation of what was hot, is not idleness.
            rest(SETTLING);
            var before = needs.processorTime();
            rest(idle);
            var idleWork = needs.processorTime().minus(before);
            var most = needs.mostMemory();
            var memory = needs.memory();
            var heap = needs.liveHeap();
            daemon.check();
            return results(pods, List.of(ready, seconds(work), most, memory, heap,
                    100 * seconds(idleWork) / seconds(idle)));
        }
    }

    private static void rest(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    /// @param values in the order of the lines below
    private static List<Result> results(int pods, List<Double> values) {
        var size = String.format(Locale.ROOT, "%,d pods: ", pods);
        return List.of(Result.alone(size + "process start to ready", "", values.get(0), "s"),
                Result.alone(size + "processor time until ready", "", values.get(1), "s"),
                Result.alone(size + "memory, the most", "<= " + LIMIT_MEBIBYTES + " MiB", values.get(2),
                        "MiB"),
                Result.alone(size + "memory, when idle", "", values.get(3), "MiB"),
                Result.alone(size + "live heap", "", values.get(4), "MiB"),
                Result.alone(size + "processor, idle", "", values.get(5), "% of one"));
    }
}
