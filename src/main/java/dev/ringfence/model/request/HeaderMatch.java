package dev.ringfence.model.request;

import java.util.Optional;

/// One element of `headerMatches` of a Cilium HTTP rule.
///
/// @param value what the header must be; empty if its presence is enough
/// @param secret the namespace and name of a secret that has the value, such as `ai/token`; empty if there is none
/// @param mismatch what is done about another header instead of refusing the request, such as `LOG`; empty for refusal
public record HeaderMatch(String name, String value, Optional<String> secret, String mismatch) {}
