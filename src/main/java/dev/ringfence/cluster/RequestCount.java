package dev.ringfence.cluster;

import dev.ringfence.daemon.RequestObserver;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/// The place in a client where the end of every request is passed on, repeated attempts one by one.
///
/// Watches are not seen here while they run: they are web sockets, and the client tells of those that are refused only.
record RequestCount(RequestObserver observer) implements Interceptor {
    static final String NAME = "request-count";

    @Override
    public void after(HttpRequest request, HttpResponse<?> response,
            AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        ended(request, OptionalInt.of(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        ended(request, OptionalInt.empty());
    }

    private void ended(HttpRequest request, OptionalInt status) {
        observer.ended(request.method(), request.uri().getAuthority(), status);
    }
}
