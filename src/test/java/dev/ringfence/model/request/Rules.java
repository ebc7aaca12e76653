package dev.ringfence.model.request;

import dev.ringfence.model.language.DomainNames;
import dev.ringfence.model.language.DomainNames.DoubleStar;
import dev.ringfence.model.language.DomainNames.ServerNameSyntax;
import dev.ringfence.model.language.Language;
import dev.ringfence.model.language.Meaning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Constraints as policies write them.
final class Rules {
    private Rules() {}

    static Constraint http(HttpRule... rules) {
        return Constraint.anyOf(Stream.of(rules).map(rule -> permitted(rule.read())).toList());
    }

    static HttpRule path(String path) {
        return new HttpRule(path, "", "", List.of(), List.of());
    }

    static HttpRule rule(String method, String path) {
        return new HttpRule(path, method, "", List.of(), List.of());
    }

    static HttpRule host(String host) {
        return new HttpRule("", "", host, List.of(), List.of());
    }

    static HttpRule headers(String... headers) {
        return new HttpRule("", "", "", List.of(headers), List.of());
    }

    static HttpRule header(String name, String value, String mismatch) {
        return new HttpRule("", "", "", List.of(),
                List.of(new HeaderMatch(name, value, Optional.empty(), mismatch)));
    }

    static HttpRule secret(String name, String secret) {
        return new HttpRule("", "", "", List.of(),
                List.of(new HeaderMatch(name, "", Optional.of(secret), "")));
    }

    static Constraint kafka(String role, String key, String version, String client, String topic) {
        return permitted(new KafkaRule(role, key, version, client, topic).read());
    }

    static Constraint dns(DoubleStar doubleStar, String... patterns) {
        return Constraint.anyOf(Stream.of(patterns)
                .map(pattern -> Constraint.dns(exact(DomainNames.pattern(pattern, doubleStar)))).toList());
    }

    static Constraint servers(String... names) {
        return Constraint.anyOf(Stream.of(names)
                .map(name -> Constraint
                        .serverNames(exact(DomainNames.serverName(name, ServerNameSyntax.WILDCARDS))))
                .toList());
    }

    static Language exact(Meaning meaning) {
        return ((Meaning.Exact) meaning).language();
    }

    static Constraint permitted(Reading reading) {
        return ((Reading.Permitted) reading).constraint();
    }
}
