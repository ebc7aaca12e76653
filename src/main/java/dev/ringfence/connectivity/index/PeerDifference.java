package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PortBounds;

/// What has become of the traffic with some peers.
///
/// @param before what was allowed
/// @param after what is; never the same
public record PeerDifference(PeerGroup peers, PortBounds before, PortBounds after) {}
