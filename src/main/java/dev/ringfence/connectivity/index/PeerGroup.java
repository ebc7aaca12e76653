package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.model.LabelBox;
import java.util.List;

/// Classes of peers that are all treated alike, listed or described.
public sealed interface PeerGroup {

    /// One of the classes.
    PeerClass example();

    /// Whether a class of the cluster belongs to it.
    boolean contains(PeerClass peers);

    /// A single class.
    record One(PeerClass example) implements PeerGroup {
        @Override
        public boolean contains(PeerClass peers) {
            return example.equals(peers);
        }
    }

    /// Too many classes to list them.
    ///
    /// @param inside the boxes in all of which they are
    /// @param outside the boxes in none of which they are
    /// @param sameAddresses whether they all have the example's addresses
    /// @param samePorts whether they all have the example's named ports
    record Described(PeerClass example, List<LabelBox> inside, List<LabelBox> outside,
            boolean sameAddresses, boolean samePorts) implements PeerGroup {
        public Described {
            inside = List.copyOf(inside);
            outside = List.copyOf(outside);
        }

        @Override
        public boolean contains(PeerClass peers) {
            return inside.stream().allMatch(box -> box.contains(peers.point()))
                    && outside.stream().noneMatch(box -> box.contains(peers.point()))
                    && (!sameAddresses || example.addresses().equals(peers.addresses()))
                    && (!samePorts || example.ports().equals(peers.ports()));
        }
    }
}
