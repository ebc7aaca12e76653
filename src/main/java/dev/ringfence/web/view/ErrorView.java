package dev.ringfence.web.view;

/// Why a request has no answer.
///
/// @param error one line for people: what was expected, and what was found
public record ErrorView(String error) {}
