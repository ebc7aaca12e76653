package dev.ringfence.bench.history;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.policy.Direction;

/// One question to a cluster: what do the policies of a class let pass between it and a peer?
public record Cell(Direction direction, PeerClass subject, PeerClass peer) {}
