package dev.ringfence.manifests;

import dev.ringfence.baseline.BaselineObject;

/// A baseline from a file, and where it stands.
public record BaselineManifest(BaselineObject object, Manifest manifest) {}
