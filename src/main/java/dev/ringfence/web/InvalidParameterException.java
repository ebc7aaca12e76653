package dev.ringfence.web;

import dev.ringfence.model.OneLine;

/// A query parameter that the API cannot make sense of; the message is for the client.
final class InvalidParameterException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FOUND_LIMIT = 100;

    /// @param expected what would have been right, as a noun phrase
    /// @param found what the client sent
    InvalidParameterException(String parameter, String expected, String found) {
        super(parameter + ": expected " + expected + ", found \"" + OneLine.of(found, FOUND_LIMIT) + "\"");
    }
}
