package dev.ringfence.bench;

import dev.ringfence.bench.GuardedCluster.Contender;
import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// How long drift lasts on a real API server, next to the least that any loop needs to put a policy back.
final class RepairPart implements Part {
    private static final int PER_SECOND = 20;
    private static final int BLOCK = 100;
    private static final int BURSTS = 4;

    /// What the two contenders needed, in milliseconds.
    private record Times(List<Double> ringfence, List<Double> bareLoop) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public List<Result> run(boolean quick) throws Exception {
        Progress.say("starting a control plane whose etcd waits for the disk");
        try (var plane = GuardedCluster.controlPlane();
                var attacker = ApiConnection.open(plane.config(ControlPlane.ADMIN));
                var observer = ApiConnection.open(plane.config(ControlPlane.ADMIN))) {
            var cluster = new GuardedCluster(attacker);
            cluster.make();
            var kubeconfig = plane.kubeconfig(ControlPlane.ADMIN).toString();
            var port = Readiness.freePort();
            var watch = RestorationWatch.start(observer, 2 * GuardedCluster.NAMESPACES);
            var bareLoop = new DriftSeries(cluster, watch, Contender.BARE_LOOP);
            try (var bare = ChildProcess.main(BareLoop.class, kubeconfig, Contender.BARE_LOOP.prefix())) {
                List<Result> results;
                try (var ringfence = ChildProcess.ringfence("run", "--kubeconfig", kubeconfig, "--port",
                        Integer.toString(port))) {
                    Readiness.await(port, ringfence);
                    results = compare(new DriftSeries(cluster, watch, Contender.RINGFENCE), bareLoop, port,
                            quick);
                    ringfence.check();
                    bare.check();
                }
                var alone = Samples.of(bareLoop.steady(quick ? 20 : 2 * BLOCK, PER_SECOND));
                results.add(new Result("the bare loop with Ringfence stopped, p50", "", "", "",
                        Result.number(alone.median()) + " ms"));
                return results;
            }
        }
    }

    private static List<Result> compare(DriftSeries ringfence, DriftSeries bareLoop, int port, boolean quick)
            throws IOException, InterruptedException, ExecutionException {
        Progress.say("warming up");
        // The first repair waits until Ringfence leads and the bare loop watches.
        ringfence.steady(1, 1);
        bareLoop.steady(1, 1);
        var warmUp = quick ? 20 : GuardedCluster.NAMESPACES - 1;
        ringfence.steady(warmUp, PER_SECOND);
        bareLoop.steady(warmUp, PER_SECOND);
        var steady = steady(ringfence, bareLoop, quick ? 1 : 10);
        var own = new ArrayList<>(OwnTime.of(port, "PolicyMissing"));
        own.addAll(OwnTime.of(port, "PolicyChanged"));
        var bursts = bursts(ringfence, bareLoop, quick ? 2 : BURSTS);
        return results(steady, Samples.of(own), bursts);
    }

    private static Times steady(DriftSeries ringfence, DriftSeries bareLoop, int blocks)
            throws InterruptedException, ExecutionException {
        var times = new Times();
        for (var block = 1; block <= blocks; block++) {
            Progress.say("block " + block + " of " + blocks + ": " + BLOCK + " drifts each, " + PER_SECOND
                    + " a second");
            times.ringfence().addAll(ringfence.steady(BLOCK, PER_SECOND));
            times.bareLoop().addAll(bareLoop.steady(BLOCK, PER_SECOND));
        }
        return times;
    }

    private static Times bursts(DriftSeries ringfence, DriftSeries bareLoop, int count)
            throws InterruptedException, ExecutionException {
        var times = new Times();
        for (var burst = 0; burst < count; burst++) {
            Progress.say("burst " + (burst + 1) + " of " + count);
            times.ringfence().add(ringfence.burst(burst % 2 == 0));
            times.bareLoop().add(bareLoop.burst(burst % 2 == 0));
        }
        return times;
    }

    private static List<Result> results(Times steady, Samples own, Times bursts) {
        var ringfence = Samples.of(steady.ringfence());
        var bareLoop = Samples.of(steady.bareLoop());
        var results = new ArrayList<Result>();
        results.add(Result.compared("drift stored to repaired, p50", "<= 1.5 x, <= 5 ms", ringfence.median(),
                bareLoop.median(), "ms"));
        results.add(Result.compared("drift stored to repaired, p99", "<= 1.5 x, <= 50 ms",
                ringfence.percentile(99), bareLoop.percentile(99), "ms"));
        results.add(Result.compared("drift stored to repaired, longest of " + ringfence.size(), "",
                ringfence.maximum(), bareLoop.maximum(), "ms"));
        results.add(Result.compared(GuardedCluster.NAMESPACES + " drifts at once to all repaired, median of "
                + bursts.ringfence().size(), "<= 3000 ms", Samples.of(bursts.ringfence()).median(),
                Samples.of(bursts.bareLoop()).median(), "ms"));
        results.add(Result.alone("Ringfence's own part: arrival to repair sent, p50 of " + own.size(), "",
                own.median(), "ms"));
        results.add(Result.alone("Ringfence's own part: arrival to repair sent, p99", "<= 5 ms",
                own.percentile(99), "ms"));
        return results;
    }
}
