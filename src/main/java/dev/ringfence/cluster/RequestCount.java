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
/// A request without an answer is told only where the client tries it again, which it does not with writes. A watch ends here
/// when it begins: it is a web socket, and 101 is the answer to its request.
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
