package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelPoint;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pods that no policy at hand can tell apart: what it sees of them is the same.
///
/// @param point their labels, as far as any selector asks for them
/// @param addresses where their addresses lie, as the lowest addresses of the pieces into which all CIDRs cut the address space
/// @param ports their named ports, as far as any rule asks for them
public record PeerClass(LabelPoint point, List<Address> addresses, List<ContainerPort> ports)
        implements
            Comparable<PeerClass> {
    private static final Comparator<PeerClass> ORDER = Comparator
            .comparing((PeerClass peers) -> peers.point().namespace())
            .thenComparing(peers -> peers.point().labels())
            .thenComparing(PeerClass::addresses, PeerClass::compare)
            .thenComparing(PeerClass::ports, PeerClass::compare)
            .thenComparing(peers -> peers.point().namespaceLabels());

    public PeerClass {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
    }

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and classes are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PeerClass that && point.equals(that.point)
                && addresses.equals(that.addresses) && ports.equals(that.ports));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * point.hashCode() + addresses.hashCode()) + ports.hashCode();
    }

    @Override
    public int compareTo(PeerClass other) {
        return ORDER.compare(this, other);
    }

    private static <T extends Comparable<T>> int compare(List<T> left, List<T> right) {
        for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
            var order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
