package dev.ringfence.policy.cilium;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The requests of one protocol of the application layer that a rule allows.
sealed interface Requests {

    /// Requests of HTTP, any of the patterns.
    record Http(List<HttpPattern> patterns) implements Requests {}

    /// Queries of DNS for any of the names.
    record Dns(List<NamePattern> names) implements Requests {}

    /// Requests of Kafka, any of the patterns.
    record Kafka(List<KafkaPattern> patterns) implements Requests {}

    /// Requests of a protocol that only its own parser knows.
    record Opaque(String parser, List<Map<String, String>> patterns) implements Requests {}

    /// Requests of HTTP of which everything present fits.
    ///
    /// @param path a regular expression for the whole path, as are `method` and `host` for theirs
    /// @param headers a name, or a name with `:`, a space and the value
    record HttpPattern(Optional<String> path, Optional<String> method, Optional<String> host,
            List<String> headers, List<HeaderPattern> headerMatches) {}

    /// What a header must be.
    ///
    /// @param secret `namespace/name` of the Secret that holds the value
    /// @param mismatch what is done where the header is another, instead of refusing the request
    record HeaderPattern(String name, Optional<String> value, Optional<String> secret,
            Optional<String> mismatch) {}

    /// Requests of Kafka of which everything present fits.
    record KafkaPattern(Optional<String> role, Optional<String> apiKey, Optional<String> apiVersion,
            Optional<String> clientId, Optional<String> topic) {}
}
