package dev.ringfence.daemon;

import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;

/// What the daemon asks of the cluster. Every method blocks until the API server has answered, or has failed to.
///
/// No method throws for what an API server may do: refusals and outages are outcomes. Every write is withheld, with outcome
/// `NOT_LEADING`, unless this replica holds the lease at that moment.
public interface Cluster {

    /// Carries out an action.
    Outcome perform(Action action);

    /// Writes the status of a baseline that is a custom resource.
    Outcome write(BaselineStatus status);

    /// Records an event about an object.
    Outcome record(Notice notice);
}
