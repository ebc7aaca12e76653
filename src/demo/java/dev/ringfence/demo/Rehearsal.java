package dev.ringfence.demo;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The demo's attacks on a `ringfence run` that is a process of its own: a trial of a packaged program, and the work by which
/// the JVM learns what to keep in its AOT cache.
///
/// Its exit code is 0 when every attack was seen and judged as it should be, and the program has ended well after SIGTERM.
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// A JVM that writes an AOT cache does so when it ends.
    private static final Duration END = Duration.ofMinutes(5);
    private static final String MODE = "Repair";
    private static final List<String> PAGES = List.of("/livez", "/readyz?verbose", "/api/v1/baselines",
            "/api/v1/drifts", "/metrics");

    private Rehearsal() {}

    /// Starts the program, and goes through it all.
    ///
    /// @param arguments the command line that starts `ringfence run`; the port is added
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var well = rehearse(List.of(arguments), new Patience(Clock.systemUTC(), PATIENCE));
        System.exit(well ? 0 : 1);
    }

    /// Whether the program stands the trial.
    static boolean rehearse(List<String> program, Patience patience)
            throws IOException, InterruptedException {
        var token = Files.writeString(Files.createTempFile("ringfence-rehearsal-", ".token"), "rehearsal");
        try (var server = EmbeddedApiServer.startWithTls(patience.clock());
                var client = new KubernetesClientBuilder().withConfig(server.config()).build();
                var policies = new PolicyLog(client, patience.clock())) {
            Stage.furnish(client, MODE);
            var port = freePort();
            var process = start(program, port, server.podEnvironment(token));
            try (var ringfence = new RingfenceApi("http://localhost:" + port)) {
                var referee = new Referee(new Attacker(client), ringfence, policies, patience);
                return isReady(ringfence, process, patience) && attack(referee) && reads(ringfence)
                        && endsWell(process);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(token);
        }
    }

    /// As in a pod: with a kubeconfig file the client library would load and keep a thousand classes more.
    private static Process start(List<String> program, int port, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<>(program);
        command.addAll(List.of("--port", Integer.toString(port)));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isReady(RingfenceApi ringfence, Process process, Patience patience) {
        return said(patience.until(() -> !process.isAlive() || ringfence.answers("/readyz"))
                && process.isAlive(),
                "the program to be ready within " + PATIENCE.toSeconds() + " s");
    }

    private static boolean attack(Referee referee) {
        var well = true;
        for (var attack : Script.attacks()) {
            var faults = referee.judge(attack).faults();
            well &= said(faults.isEmpty(), attack.title() + " to be dealt with, found " + faults);
        }
        return well;
    }

    private static boolean reads(RingfenceApi ringfence) {
        return PAGES.stream().allMatch(page -> said(ringfence.answers(page), page + " to answer 200"));
    }

    private static boolean endsWell(Process process) throws InterruptedException {
        // Not Process.destroy(), which closes what the program still writes to.
        process.toHandle().destroy();
        var ended = process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
        return said(ended && process.exitValue() == 0, "exit code 0 after SIGTERM, found "
                + (ended ? process.exitValue() : "that it runs on"));
    }

    private static boolean said(boolean well, String expected) {
        if (!well) {
            System.err.println("rehearsal: expected " + expected);
        }
        return well;
    }
}
