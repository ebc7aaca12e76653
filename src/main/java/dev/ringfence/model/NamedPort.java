package dev.ringfence.model;

import java.util.Comparator;

/// The name of a container port, with the protocol under which it is looked up on a pod.
public record NamedPort(Protocol protocol, String name) implements Comparable<NamedPort> {
    private static final Comparator<NamedPort> ORDER = Comparator.comparing(NamedPort::protocol)
            .thenComparing(NamedPort::name);

    @Override
    public int compareTo(NamedPort other) {
        return ORDER.compare(this, other);
    }
}
