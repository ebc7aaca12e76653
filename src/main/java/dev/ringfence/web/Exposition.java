package dev.ringfence.web;

import java.io.IOException;
import java.io.OutputStream;

/// The content of the metrics page, which another package provides.
@FunctionalInterface
public interface Exposition {

    /// Writes all series in the best format that the scraper accepts, and returns the content type of that format.
    ///
    /// @param accept the request's `Accept` header as it came, any text; empty where it has none
    String write(String accept, OutputStream out) throws IOException;
}
