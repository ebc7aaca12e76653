package dev.ringfence.bench;

import dev.ringfence.bench.GuardedCluster.Contender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Makes drifts and measures how long each lasts: from the moment its request is acknowledged to the moment the independent watch
/// shows the policy as approved again.
final class DriftSeries {
    private static final double NANOS_PER_MILLI = 1e6;
    /// An HTTP/2 connection carries a limited number of requests at a time.
    private static final int REQUESTS_AT_A_TIME = 64;

    private final GuardedCluster cluster;
    private final RestorationWatch watch;
    private final Contender contender;
    private int made;

    /// When a drift was stored and when it was repaired, by `System.nanoTime`.
    private record Drift(long stored, long repaired) {

        double millis() {
            return (repaired - stored) / NANOS_PER_MILLI;
        }
    }

    DriftSeries(GuardedCluster cluster, RestorationWatch watch, Contender contender) {
        this.cluster = cluster;
        this.watch = watch;
        this.contender = contender;
    }

    /// Makes `count` drifts at a steady rate, however long their repairs take, and returns their durations in milliseconds.
    ///
    /// @param count at most as many as there are namespaces
    List<Double> steady(int count, int perSecond) throws InterruptedException, ExecutionException {
        var drifts = new ArrayList<Future<Drift>>();
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            var next = System.nanoTime();
            for (var i = 0; i < count; i++) {
                var number = made++;
                // Every namespace sees both kinds in turn, and neighbours differ.
                var delete = (number + number / GuardedCluster.NAMESPACES) % 2 == 0;
                drifts.add(attackers.submit(() -> drift(number, delete)));
                next += 1_000_000_000L / perSecond;
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
        }
        var durations = new ArrayList<Double>();
        for (var drift : drifts) {
            durations.add(drift.get().millis());
        }
        return durations;
    }

    /// Makes a drift in every namespace as fast as it can, and returns the milliseconds from the first one stored to the last one
    /// repaired.
    double burst(boolean delete) throws InterruptedException, ExecutionException {
        var drifts = new ArrayList<Future<Drift>>();
        var atOnce = new Semaphore(REQUESTS_AT_A_TIME);
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < GuardedCluster.NAMESPACES; i++) {
                var number = i;
                drifts.add(attackers.submit(() -> drift(number, delete, atOnce)));
            }
        }
        var first = Long.MAX_VALUE;
        var last = Long.MIN_VALUE;
        for (var future : drifts) {
            var drift = future.get();
            first = Math.min(first, drift.stored());
            last = Math.max(last, drift.repaired());
        }
        return (last - first) / NANOS_PER_MILLI;
    }

    private Drift drift(int number, boolean delete)
            throws IOException, InterruptedException, ExecutionException {
        return drift(number, delete, new Semaphore(1));
    }

    private Drift drift(int number, boolean delete, Semaphore permits)
            throws IOException, InterruptedException, ExecutionException {
        var restoration = watch.restoration(contender.namespace(number));
        permits.acquire();
        long stored;
        try {
            cluster.attack(contender, number, delete);
            stored = System.nanoTime();
        } finally {
            permits.release();
        }
        return new Drift(stored, restoration.get());
    }
}
