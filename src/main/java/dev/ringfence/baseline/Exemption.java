package dev.ringfence.baseline;

import java.time.Instant;

/// A drift that was accepted, until a stated end.
///
/// @param policy the policy whose drift is accepted
/// @param expiresAt from then on the drift counts again
public record Exemption(String name, PolicyReference policy, String reason, Instant expiresAt) {}
