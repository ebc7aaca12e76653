package dev.ringfence.manifests;

import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyObject;
import java.util.List;

/// A policy from a file: the object, what it means, and where it stands.
///
/// @param meaning what it means, for each of its subjects
public record PolicyManifest(PolicyObject object, List<Policy> meaning, Manifest manifest) {

    public PolicyManifest {
        meaning = List.copyOf(meaning);
    }
}
