package dev.ringfence.cluster;

/// Whether this replica may write at this very moment.
@FunctionalInterface
public interface WriteFence {

    /// Asked directly before every write. Never blocks; any thread may call it.
    boolean mayWrite();
}
