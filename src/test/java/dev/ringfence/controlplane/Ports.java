package dev.ringfence.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Loopback ports that the kernel chose, different from one another and free a moment ago.
///
/// @param etcd for etcd's clients
/// @param peer for etcd's peers, of which there are none
record Ports(int etcd, int peer, int apiServer) {

    static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int count = 0; count < 3; count++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            Ports ports = new Ports(sockets.get(0).getLocalPort(), sockets.get(1).getLocalPort(),
                    sockets.get(2).getLocalPort());
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException failure) {
            throw new UncheckedIOException("the control plane needs three free loopback ports", failure);
        }
    }
}
