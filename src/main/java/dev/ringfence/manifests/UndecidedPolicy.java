package dev.ringfence.manifests;

import dev.ringfence.model.OneLine;

/// A policy from a file that is left out of the result.
///
/// @param object the object as `Kind namespace/name`
/// @param reason why, after the object's name, such as `is not enforced by Cilium`
public record UndecidedPolicy(String object, String reason, Manifest manifest) {
    private static final int NAME_LIMIT = 200;

    /// One line that names the object and the file.
    public String message() {
        return manifest.position("") + ": " + OneLine.of(object, NAME_LIMIT)
                + " " + OneLine.of(reason, NAME_LIMIT) + ": the result is as if it were not there";
    }
}
