package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelPoint;
import java.util.List;

/// Pods that no policy at hand can tell apart: what it sees of them is the same.
///
/// @param point their labels, as far as any selector asks for them
/// @param addresses where their addresses lie, as the lowest addresses of the pieces into which all CIDRs cut the address space
/// @param ports their named ports, as far as any rule asks for them
public record PeerClass(LabelPoint point, List<Address> addresses, List<ContainerPort> ports) {

    public PeerClass {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
    }
}
