package dev.ringfence.cluster;

import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line of TCP to a server on loopback that a test can cut and mend.
public final class CuttableLine implements AutoCloseable {
    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public CuttableLine(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException("the line could not be laid", failure);
        }
        Thread.ofVirtual().name("line-entrance").start(this::accept);
    }

    /// A kubeconfig, in `folder`, for a control plane's administrator at the near end of the line.
    public Path kubeconfig(ControlPlane plane, Path folder) throws IOException {
        var direct = Files.readString(plane.kubeconfig(ControlPlane.ADMIN));
        return Files.writeString(folder.resolve("config-" + entrance.getLocalPort()),
                direct.replace(plane.url(), "https://127.0.0.1:" + entrance.getLocalPort()));
    }

    /// Ends all connections and lets no new one through.
    public void cut() {
        cut = true;
        ends.forEach(CuttableLine::end);
    }

    public void mend() {
        cut = false;
    }

    /// Lets nothing more through on the connections that there are, without telling either end, as a firewall that has forgotten
    /// them does. New ones work.
    public void forget() {
        dead.addAll(ends);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException _) {
                // The entrance is closed, or the server is down: either way there is no connection.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        ends.add(near);
        if (cut) {
            end(near);
            return;
        }
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), target);
            ends.add(far);
            carry(near, far);
            carry(far, near);
        } catch (IOException failure) {
            end(near);
            throw failure;
        }
    }

    private void carry(Socket from, Socket to) {
        Thread.ofVirtual().name("line").start(() -> {
            try (from; to) {
                var buffer = new byte[1 << 16];
                for (int read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
                    if (!dead.contains(from)) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException _) {
                // Cut, or ended by a party: the other end is closed as well.
            } finally {
                ends.remove(from);
                dead.remove(from);
            }
        });
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("a connection could not be cut", failure);
        }
    }
}
