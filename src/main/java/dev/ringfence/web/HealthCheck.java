package dev.ringfence.web;

import java.util.Optional;
import java.util.function.Supplier;

/// One named question about the health of the process.
///
/// @param name one lower-case word, or several joined by hyphens
/// @param problem answers at once, from any thread, what is wrong as a clause; nothing where all is well
public record HealthCheck(String name, Supplier<Optional<String>> problem) {}
