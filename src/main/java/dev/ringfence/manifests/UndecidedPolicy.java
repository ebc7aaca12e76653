package dev.ringfence.manifests;

import dev.ringfence.model.OneLine;

/// A policy from a file of a kind that cannot be evaluated: nobody knows what it does to the result.
///
/// @param object the object as `Kind namespace/name`
public record UndecidedPolicy(String apiVersion, String object, Manifest manifest) {
    private static final int NAME_LIMIT = 200;

    /// One line that names the object and the file.
    public String message() {
        return manifest.position("") + ": " + OneLine.of(object, NAME_LIMIT)
                + " is of a kind that cannot be evaluated (" + OneLine.of(apiVersion, NAME_LIMIT)
                + "): the result is as if it were not there";
    }
}
