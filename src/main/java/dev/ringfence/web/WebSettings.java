package dev.ringfence.web;

/// Where the HTTP server listens.
///
/// @param port 0 to 65535; 0 takes any free one
/// @param host the address to bind
public record WebSettings(int port, String host) {
    public static final String ALL_ADDRESSES = "0.0.0.0";

    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
        }
    }

    /// Listens on every address of the host.
    public static WebSettings onPort(int port) {
        return new WebSettings(port, ALL_ADDRESSES);
    }
}
