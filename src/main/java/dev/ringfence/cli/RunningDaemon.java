package dev.ringfence.cli;

import java.util.concurrent.CompletableFuture;

/// A daemon that was started.
public interface RunningDaemon extends AutoCloseable {

    /// Completes exceptionally when the daemon cannot go on, and never otherwise before [#close()].
    CompletableFuture<Void> ended();

    /// Stops gracefully: ends what is under way, gives the lease back, stops serving. Returns once that is done.
    @Override
    void close();
}
