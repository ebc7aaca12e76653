package dev.ringfence.demo;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One watch of a client over a WebSocket.
///
/// A thread of its own sends, because sending waits for the client, and a writer of objects must not.
final class Watch extends WebSocketListener implements Consumer<ObjectStore.Event> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int NORMAL_CLOSURE = 1000;

    private final ObjectStore store;
    private final Selection selection;
    private final ResourceKind kind;
    private final long start;
    private final Consumer<Watch> onClosed;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("embedded-api-watch").factory());
    private volatile @Nullable WebSocket socket;

    /// @param start the resource version to go on from; 0 to begin with what there is
    /// @param onClosed is told when the client has gone
    Watch(ObjectStore store, Selection selection, ResourceKind kind, long start, Consumer<Watch> onClosed) {
        this.store = store;
        this.selection = selection;
        this.kind = kind;
        this.start = start;
        this.onClosed = onClosed;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        try {
            if (start == 0) {
                store.subscribe(selection, this);
            } else {
                store.subscribe(start, this);
            }
        } catch (ApiFailure problem) {
            send("ERROR", problem.status());
            close();
        }
    }

    @Override
    public void accept(ObjectStore.Event event) {
        var matched = event.before().filter(object -> selection.matches(event.path(), object)).isPresent();
        var matches = event.after().filter(object -> selection.matches(event.path(), object)).isPresent();
        if (matches) {
            send(matched ? "MODIFIED" : "ADDED", event.last().toString());
        } else if (matched) {
            send("DELETED", event.last().toString());
        }
    }

    /// Tells the client that it has seen everything so far.
    void bookmark() {
        var bookmark = JSON.createObjectNode().put("kind", kind.kind())
                .put("apiVersion", selection.collection().apiVersion());
        // Under the store's lock, so that no change overtakes the version that the bookmark names.
        synchronized (store) {
            bookmark.set("metadata", metadata(store.resourceVersion()));
            send("BOOKMARK", bookmark.toString());
        }
    }

    void close() {
        store.unsubscribe(this);
        onClosed.accept(this);
        Optional.ofNullable(socket)
                .ifPresent(open -> later(() -> open.close(NORMAL_CLOSURE, "the watch has ended")));
        sender.shutdown();
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        close();
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        close();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable error, Response response) {
        close();
    }

    private static ObjectNode metadata(long resourceVersion) {
        return JSON.createObjectNode().put("resourceVersion", String.valueOf(resourceVersion));
    }

    private void send(String type, String object) {
        Optional.ofNullable(socket)
                .ifPresent(open -> later(
                        () -> open.send("{\"type\":\"" + type + "\",\"object\":" + object + "}")));
    }

    private void later(Runnable message) {
        try {
            sender.execute(message);
        } catch (RejectedExecutionException _) {
            // The watch has ended: nobody listens any more.
        }
    }
}
