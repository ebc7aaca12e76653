package dev.ringfence.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The wish of the operating system (SIGTERM, SIGINT) that the process ends.
///
/// The JVM exits when its shutdown hooks return; this one holds it until [#finished], so that stopping can be graceful.
final class StopSignal {
    /// Kubernetes kills a pod after 30 s by default.
    private static final long GRACE_SECONDS = 25;

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CompletableFuture<Boolean> finished = new CompletableFuture<>();

    /// The signal of this process.
    ///
    /// @param endedWell run last when the signal came and everything was brought to a good end
    static StopSignal ofProcess(Runnable endedWell) {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (signal.requestAndWait()) {
                endedWell.run();
            }
        }, "stop-signal"));
        return signal;
    }

    /// Completes when the process should end.
    CompletableFuture<Void> requested() {
        return requested;
    }

    /// Lets the process end; only the first call counts.
    ///
    /// @param well whether everything was brought to a good end
    void finished(boolean well) {
        finished.complete(well);
    }

    /// Asks for the end, and waits until it is reached, or for as long as the operating system is likely to.
    ///
    /// @return whether everything was brought to a good end
    boolean requestAndWait() {
        requested.complete(null);
        try {
            return finished.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            System.err.println("ringfence: did not stop within " + GRACE_SECONDS + " s; exiting as it is");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end is never completed by a failure", impossible);
        }
        return false;
    }
}
