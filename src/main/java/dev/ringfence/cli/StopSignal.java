package dev.ringfence.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish of the operating system (SIGTERM, SIGINT) that the process ends.
///
/// The JVM exits when its shutdown hooks return; this one holds it until [#finished()], so that stopping can be graceful.
final class StopSignal {
    /// Kubernetes kills a pod after 30 s by default.
    private static final long GRACE_SECONDS = 25;

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);

    /// The signal of this process.
    static StopSignal ofProcess() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::requestAndWait, "stop-signal"));
        return signal;
    }

    /// Completes when the process should end.
    CompletableFuture<Void> requested() {
        return requested;
    }

    /// Lets the process end.
    void finished() {
        finished.countDown();
    }

    /// Asks for the end, and waits until it is reached, or for as long as the operating system is likely to.
    void requestAndWait() {
        requested.complete(null);
        try {
            if (!finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err
                        .println("ringfence: did not stop within " + GRACE_SECONDS + " s; exiting as it is");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
