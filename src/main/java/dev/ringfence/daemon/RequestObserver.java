package dev.ringfence.daemon;

import java.util.OptionalInt;

/// Is told how each request to the API server ended. Any thread may tell; must return at once.
public interface RequestObserver {

    /// A request was answered, or failed.
    ///
    /// @param method such as `GET`
    /// @param host host and port of the API server
    /// @param status the status code of the answer; absent where there was none, and another attempt follows
    void ended(String method, String host, OptionalInt status);
}
