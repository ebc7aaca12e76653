package dev.ringfence.model;

import java.util.List;

/// What Ringfence knows about a node that a policy refers to.
public record Node(String name, Labels labels, List<Address> addresses) {

    public Node {
        addresses = List.copyOf(addresses);
    }
}
