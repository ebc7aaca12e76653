package dev.ringfence.demo;

import java.util.List;

/// A kind of object that the embedded API server keeps.
///
/// @param group empty for the core group
/// @param shortNames what people may type instead of the plural
/// @param hasStatus whether `status` is written through its subresource only
record ResourceKind(String group, String version, String plural, String kind, List<String> shortNames,
        boolean namespaced, boolean hasStatus) {

    ResourceKind {
        shortNames = List.copyOf(shortNames);
    }

    boolean serves(ResourcePath path) {
        return group.equals(path.group()) && version.equals(path.version()) && plural.equals(path.plural());
    }
}
