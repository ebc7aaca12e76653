package dev.ringfence.cli;

/// Joins the parts of the daemon and starts them.
@FunctionalInterface
public interface DaemonStarter {

    /// Starts the daemon, and returns once it runs; it need not be ready by then.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException if the options name something unusable
    RunningDaemon start(RunOptions options) throws InterruptedException;
}
