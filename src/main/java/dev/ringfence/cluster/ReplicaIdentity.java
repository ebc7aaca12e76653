package dev.ringfence.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/// The name of this replica among all that ever ran.
public final class ReplicaIdentity {
    private ReplicaIdentity() {}

    /// The host's name, which is the pod's in a cluster, and a random suffix: a restarted replica is another one.
    public static String create() {
        return hostName() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown-host";
        }
    }
}
