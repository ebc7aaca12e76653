package dev.ringfence.controlplane;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real etcd, kube-apiserver and kube-controller-manager on loopback, with RBAC and any users a test wants.
///
/// Tests get a shared one by `@WithControlPlane`. A test that stops servers makes its own:
/// `try (ControlPlane plane = ControlPlane.launch()) { ... }`. One thread at a time may start and stop servers.
public final class ControlPlane implements AutoCloseable {
    /// The user who may do everything.
    public static final String ADMIN = "admin";
    private static final int PLAIN_USERS = 40;
    private static final String BASELINE_CRD = "crds/isolationbaselines.ringfence.dev.yaml";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final Workspace workspace = Workspace.create();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final AtomicInteger usersTaken = new AtomicInteger();
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();
    private final Thread shutdownHook = new Thread(this::abandon, "controlplane-shutdown");
    private boolean durable;
    private @Nullable Servers servers;
    private volatile @Nullable ServerProcess etcd;
    private volatile @Nullable ServerProcess apiServer;
    private volatile @Nullable ServerProcess controllerManager;
    private @Nullable KubernetesClient admin;

    /// A control plane that is not started yet, with the user `admin` and the plain users `user-1` to `user-40`.
    public ControlPlane() {
        addUser(ADMIN, "system:masters");
        for (int number = 1; number <= PLAIN_USERS; number++) {
            addUser("user-" + number);
        }
    }

    /// A started one of the caller's own.
    public static ControlPlane launch() {
        return new ControlPlane().start();
    }

    /// Makes a user known. The API server reads its users only when it starts, so this comes before [#start()].
    public ControlPlane addUser(String name, String... groups) {
        if (servers != null) {
            throw new IllegalStateException(
                    "users must be added before the start; take freshUser() afterwards");
        }
        users.put(name, new User(name, List.of(groups)));
        return this;
    }

    /// Makes etcd wait for the disk, as real ones do; for measurements of latency.
    public ControlPlane durable() {
        durable = true;
        return this;
    }

    /// Starts all servers, and returns when the API server is ready and the baseline's CRD, if any, is established.
    public ControlPlane start() {
        workspace.writeTokens(users.values());
        workspace.writeServiceAccountKey();
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        for (int attempt = 1;; attempt++) {
            Servers started = new Servers(workspace, Ports.free(), durable);
            servers = started;
            ServerProcess store = started.startEtcd();
            etcd = store;
            ServerProcess server = started.startApiServer();
            apiServer = server;
            try {
                awaitReady(store, server);
                break;
            } catch (IllegalStateException failure) {
                abandonServers();
                // Between the choice of a port and its use another process may take it.
                boolean portTaken = (store.logEnd() + server.logEnd()).contains("address already in use");
                if (!portTaken || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
        controllerManager = servers().startControllerManager(kubeconfig(ADMIN).toString());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> admin().namespaces().withName("default").get() != null);
        InputStream crd = ControlPlane.class.getClassLoader().getResourceAsStream(BASELINE_CRD);
        if (crd != null) {
            applyCrds(crd);
        }
        return this;
    }

    private void awaitReady(ServerProcess... processes) {
        await("the API server at " + url() + " is ready; logs: " + workspace.logs()).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50)).until(() -> {
                    for (ServerProcess process : processes) {
                        process.check();
                    }
                    return Files.exists(workspace.authority()) && saysReady();
                });
    }

    private boolean saysReady() {
        // Not by raw(), which logs an error for each answer that is not JSON.
        HttpClient http = admin().getHttpClient();
        try {
            return http.sendAsync(http.newHttpRequestBuilder().uri(url() + "/readyz").build(), String.class)
                    .get(5, TimeUnit.SECONDS).code() == 200;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A client of the user who may do everything.
    public KubernetesClient admin() {
        KubernetesClient known = admin;
        if (known == null) {
            // No retries: a server that is down is an answer here.
            known = client(new ConfigBuilder(config(ADMIN)).withRequestRetryBackoffLimit(0).build());
            admin = known;
        }
        return known;
    }

    /// A new client of a user; closed with the control plane, if not before.
    public KubernetesClient client(String user) {
        return client(config(user));
    }

    private KubernetesClient client(Config config) {
        KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        clients.add(client);
        return client;
    }

    /// What a client of that user needs to know, and nothing of this machine's own settings.
    public Config config(String user) {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).withOauthToken(user(user).token())
                .withCaCertFile(workspace.authority().toString()).withNamespace("default").build();
    }

    /// A kubeconfig file of that user.
    public Path kubeconfig(String user) {
        return workspace.writeKubeconfig(user(user), url());
    }

    /// A user without rights who no one else has taken.
    public String freshUser() {
        int number = usersTaken.incrementAndGet();
        if (number > PLAIN_USERS) {
            throw new IllegalStateException("there are " + PLAIN_USERS + " plain users, and all are taken");
        }
        return "user-" + number;
    }

    /// Allows a user something in the whole cluster, and waits until it is allowed.
    ///
    /// @param group the API group of the resource; empty for the core group
    /// @param resource the plural, with `/status` for a subresource
    public void allow(String user, String group, String resource, String... verbs) {
        new Rights(admin()).allow(user(user).name(), group, resource, List.of(verbs));
    }

    /// Applies CRDs by server-side apply and waits until they are established.
    public void applyCrds(InputStream yaml) {
        new CustomResources(admin()).apply(yaml);
    }

    /// Runs kubectl as a user.
    public CommandResult kubectl(String user, String... arguments) {
        List<String> command = new ArrayList<>(Programs.command("kubectl"));
        command.addAll(List.of("--kubeconfig", kubeconfig(user).toString(),
                "--cache-dir", workspace.data().resolve("kubectl-cache").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(Interrupts.call(process::waitFor), output);
        } catch (IOException failure) {
            throw new UncheckedIOException("kubectl could not be run", failure);
        }
    }

    /// Where the API server listens, as long as this control plane exists.
    public String url() {
        return servers().url();
    }

    /// Kills the API server, as a crash would.
    public void killApiServer() {
        ServerProcess running = apiServer;
        if (running != null) {
            running.kill();
        }
    }

    /// Starts the API server anew, on the same port and with the same data, and waits until it is ready.
    public void startApiServer() {
        ServerProcess started = servers().startApiServer();
        apiServer = started;
        awaitReady(started);
    }

    /// Kills the API server and starts it anew.
    public void restartApiServer() {
        killApiServer();
        startApiServer();
    }

    /// Kills all servers, as a power cut would. The data stay until [#stop()].
    public void kill() {
        abandonServers();
    }

    /// Asks all servers to stop, waits, and removes their data.
    public void stop() {
        clients.forEach(KubernetesClient::close);
        for (ServerProcess process : running()) {
            process.stop();
        }
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
        workspace.remove();
    }

    @Override
    public void close() {
        stop();
    }

    private void abandon() {
        abandonServers();
        workspace.remove();
    }

    private void abandonServers() {
        running().forEach(ServerProcess::kill);
    }

    /// Clients before the servers that they use.
    private List<ServerProcess> running() {
        List<ServerProcess> processes = new ArrayList<>();
        for (ServerProcess process : new @Nullable ServerProcess[]{controllerManager, apiServer, etcd}) {
            if (process != null) {
                processes.add(process);
            }
        }
        return processes;
    }

    private User user(String name) {
        User user = users.get(name);
        if (user == null) {
            throw new IllegalArgumentException(
                    "the user must be one of " + users.keySet() + ", but was: " + name);
        }
        return user;
    }

    private Servers servers() {
        if (servers == null) {
            throw new IllegalStateException("the control plane must be started first");
        }
        return servers;
    }
}
