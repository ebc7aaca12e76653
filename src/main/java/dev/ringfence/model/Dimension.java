package dev.ringfence.model;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One coordinate of the label space in which pods are told apart.
///
/// @param space which object the key belongs to
/// @param key the label key; empty for the namespace's name
public record Dimension(Space space, String key) implements Comparable<Dimension> {
    /// The name of the pod's namespace. The label `kubernetes.io/metadata.name`, which the API server keeps equal to
    /// the name, is this dimension too.
    public static final Dimension NAMESPACE = new Dimension(Space.NAMESPACE_NAME, "");

    /// The name of the pod's service account. It stands among the labels of a pod, under a key that no label can have, so that
    /// nobody can forge it or select it by a label.
    public static final Dimension SERVICE_ACCOUNT = podLabel("@serviceaccount");

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final Comparator<Dimension> ORDER = Comparator.comparing(Dimension::space)
            .thenComparing(Dimension::key);

    /// The kinds of coordinates, in the order in which a pod is classified.
    public enum Space {
        NAMESPACE_NAME, NAMESPACE_LABEL, POD_LABEL
    }

    /// The dimension of a label of the pod's namespace.
    public static Dimension namespaceLabel(String key) {
        return key.equals(NAME_LABEL) ? NAMESPACE : new Dimension(Space.NAMESPACE_LABEL, key);
    }

    /// The dimension of a label of the pod itself.
    public static Dimension podLabel(String key) {
        return new Dimension(Space.POD_LABEL, key);
    }

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and selectors are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Dimension that && space == that.space && key.equals(that.key));
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + key.hashCode();
    }

    @Override
    public int compareTo(Dimension other) {
        return ORDER.compare(this, other);
    }
}
