package dev.ringfence.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javalin.Javalin;
import java.io.File;
import java.util.concurrent.CompletableFuture;

/// The least that a program with these libraries does before it is ready: it lists one kind of object, and serves one page.
final class StartFloor {

    private StartFloor() {}

    /// Lists the policies, then answers on `/readyz` until the process is ended.
    ///
    /// @param arguments a kubeconfig file, and the port to serve on
    static void main(String[] arguments) {
        var config = Config.fromKubeconfig(new File(arguments[0]));
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            client.network().v1().networkPolicies().inAnyNamespace().list();
            Javalin.create(server -> server.routes.get("/readyz", context -> context.result("ok")))
                    .start("127.0.0.1", Integer.parseInt(arguments[1]));
            new CompletableFuture<Void>().join();
        }
    }
}
