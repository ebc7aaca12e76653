package dev.ringfence.bench;

import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How long the process takes from its start to being ready on an empty cluster, next to the least that its libraries need.
final class StartPart implements Part {
    private static final int RUNS = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    /// Starts a program that serves on the given port.
    private interface Launch {
        ChildProcess on(int port) throws IOException;
    }

    @Override
    public List<Result> run(boolean quick) throws Exception {
        Progress.say("starting a control plane");
        try (var plane = GuardedCluster.controlPlane()) {
            var kubeconfig = plane.kubeconfig(ControlPlane.ADMIN).toString();
            var ringfence = new ArrayList<Double>();
            var floor = new ArrayList<Double>();
            // The first start of each reads its jars from the disk, and does not count.
            for (var run = 0; run <= (quick ? 2 : RUNS); run++) {
                Progress.say("start " + run);
                var started = millis(
                        port -> ChildProcess.ringfence("run", "--kubeconfig", kubeconfig, "--port",
                                Integer.toString(port)));
                var least = millis(port -> ChildProcess.main(StartFloor.class, kubeconfig,
                        Integer.toString(port)));
                if (run > 0) {
                    ringfence.add(started);
                    floor.add(least);
                }
            }
            return results(Samples.of(ringfence), Samples.of(floor));
        }
    }

    private static double millis(Launch launch) throws IOException, InterruptedException {
        var port = Readiness.freePort();
        var begin = System.nanoTime();
        try (var program = launch.on(port)) {
            return (Readiness.await(port, program) - begin) / NANOS_PER_MILLI;
        }
    }

    private static List<Result> results(Samples ringfence, Samples floor) {
        return List.of(
                Result.compared("process start to ready, empty cluster, median of " + ringfence.size()
                        + " (noise %.0f %%)".formatted(ringfence.noise()), "<= 600 ms with an AOT cache",
                        ringfence.median(), floor.median(), "ms"),
                Result.compared("process start to ready, empty cluster, shortest", "", ringfence.minimum(),
                        floor.minimum(), "ms"));
    }
}
