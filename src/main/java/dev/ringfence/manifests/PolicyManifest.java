package dev.ringfence.manifests;

import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyObject;

/// A policy from a file: the object, what it means, and where it stands.
public record PolicyManifest(PolicyObject object, Policy policy, Manifest manifest) {}
