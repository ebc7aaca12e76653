package dev.ringfence.model;

import java.util.Comparator;

/// A port that a container of a pod declares under a name.
///
/// @param number 1..65535
public record ContainerPort(NamedPort name, int number) implements Comparable<ContainerPort> {
    private static final Comparator<ContainerPort> ORDER = Comparator.comparing(ContainerPort::name)
            .thenComparingInt(ContainerPort::number);

    @Override
    public int compareTo(ContainerPort other) {
        return ORDER.compare(this, other);
    }
}
