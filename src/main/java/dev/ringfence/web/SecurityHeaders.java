package dev.ringfence.web;

import io.javalin.http.Context;

/// The headers that keep a browser from doing more with an answer than showing it.
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void set(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
    }
}
