package dev.ringfence.controlplane;

import java.util.List;

/// The command lines of the control plane's servers.
///
/// @param durable whether etcd waits for the disk, as it must where latency is measured
record Servers(Workspace workspace, Ports ports, boolean durable) {

    ServerProcess startEtcd() {
        String clients = "http://127.0.0.1:" + ports.etcd();
        String peers = "http://127.0.0.1:" + ports.peer();
        List<String> flags = List.of("--data-dir", workspace.data().resolve("etcd").toString(),
                "--listen-client-urls", clients, "--advertise-client-urls", clients,
                "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers,
                "--initial-cluster", "default=" + peers, "--unsafe-no-fsync=" + !durable, "--log-level",
                "error");
        return ServerProcess.start("etcd", flags, workspace.log("etcd"));
    }

    ServerProcess startApiServer() {
        String key = workspace.serviceAccountKey().toString();
        List<String> flags = List.of("--etcd-servers=http://127.0.0.1:" + ports.etcd(),
                "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
                // Without it a loopback address is refused.
                "--endpoint-reconciler-type=none",
                "--secure-port=" + ports.apiServer(), "--cert-dir=" + workspace.certificates(),
                "--token-auth-file=" + workspace.tokens(), "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key, "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                // Nobody creates the default service account that this plug-in wants every pod to have.
                "--disable-admission-plugins=ServiceAccount");
        return ServerProcess.start("kube-apiserver", flags, workspace.log("kube-apiserver"));
    }

    ServerProcess startControllerManager(String kubeconfig) {
        List<String> flags = List.of("--kubeconfig", kubeconfig, "--authentication-kubeconfig", kubeconfig,
                "--authorization-kubeconfig", kubeconfig, "--bind-address", "127.0.0.1", "--secure-port=0",
                "--leader-elect=false", "--controllers=namespace-controller,garbage-collector-controller");
        return ServerProcess.start("kube-controller-manager", flags,
                workspace.log("kube-controller-manager"));
    }

    String url() {
        return "https://127.0.0.1:" + ports.apiServer();
    }
}
