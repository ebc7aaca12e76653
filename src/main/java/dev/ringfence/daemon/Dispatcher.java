package dev.ringfence.daemon;

import dev.ringfence.drift.DriftKey;
import dev.ringfence.repair.Action;

/// Carries actions out away from the loop, and leaves their ends in the loop's mailbox.
interface Dispatcher {

    /// Sends an action; returns at once.
    void send(DriftKey key, Action action);
}
