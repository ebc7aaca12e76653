package dev.ringfence.daemon;

/// Where the shell leaves what it has seen, for the loop to take.
public interface Inbox {

    /// Leaves a change. Never blocks; any thread may call it. The time of the call counts as the time of the change.
    void put(Change change);
}
