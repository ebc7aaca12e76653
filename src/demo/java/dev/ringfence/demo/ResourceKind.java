package dev.ringfence.demo;

/// A kind of object that the embedded API server keeps.
///
/// @param group empty for the core group
/// @param hasStatus whether `status` is written through its subresource only
record ResourceKind(String group, String version, String plural, String kind, boolean namespaced,
        boolean hasStatus) {

    boolean serves(ResourcePath path) {
        return group.equals(path.group()) && version.equals(path.version()) && plural.equals(path.plural());
    }
}
