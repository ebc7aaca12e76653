package dev.ringfence.cluster;

import dev.ringfence.cluster.translate.HostileText;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How a cluster is found: by a kubeconfig file, by the environment, or from inside a pod.
final class Connections {
    private static final int TEXT_LIMIT = 300;

    private Connections() {}

    /// @throws IllegalArgumentException when the settings lead to no cluster
    static Config config(ClusterSettings settings) {
        return settings.kubeconfig().map(file -> fromFile(file, settings.context()))
                .orElseGet(() -> fromEnvironment(settings.context()));
    }

    private static Config fromFile(Path file, Optional<String> context) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("kubeconfig " + file + " must be a file, but there is none");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("kubeconfig " + file + " must be readable, but is not");
        }
        try {
            return checked(Config.fromKubeconfig(context.orElse(null), file.toFile()), "kubeconfig " + file,
                    context);
        } catch (KubernetesClientException problem) {
            throw new IllegalArgumentException(
                    "kubeconfig " + file + " must be a kubeconfig in YAML, but: " + rootMessage(problem),
                    problem);
        }
    }

    private static Config fromEnvironment(Optional<String> context) {
        try {
            var config = Config.autoConfigure(context.orElse(null));
            if (config.getCurrentContext() != null) {
                return checked(config, "the kubeconfig of the environment", context);
            }
            // A service account has a token; a server given by name only need not.
            if (config.getAutoOAuthToken() == null
                    && Config.DEFAULT_MASTER_URL.equals(config.getMasterUrl())) {
                throw new IllegalArgumentException(
                        "there must be a cluster to talk to, but there is no --kubeconfig, no file in KUBECONFIG or"
                                + " ~/.kube/config, and no service account of a pod");
            }
            return config;
        } catch (KubernetesClientException problem) {
            throw new IllegalArgumentException(
                    "the kubeconfig of the environment must be a kubeconfig in YAML, but: "
                            + rootMessage(problem),
                    problem);
        }
    }

    private static Config checked(Config config, String source, Optional<String> wanted) {
        var context = config.getCurrentContext();
        var names = config.getContexts().stream().map(NamedContext::getName).sorted().toList();
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new IllegalArgumentException(
                    source + " must have the context " + wanted.get() + ", but has only: " + names);
        }
        if (context == null) {
            throw new IllegalArgumentException(
                    source + " must have a current context, or --context must name one of: " + names);
        }
        var server = config.getMasterUrl();
        if (!isUrl(server) || Config.DEFAULT_MASTER_URL.equals(server)) {
            throw new IllegalArgumentException(source + " must name the server of the cluster of context "
                    + context.getName() + " by URL, but was: " + HostileText.bounded(server, TEXT_LIMIT));
        }
        return config;
    }

    private static boolean isUrl(String server) {
        try {
            var url = URI.create(server);
            return url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String rootMessage(Throwable problem) {
        var root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return HostileText.bounded(String.valueOf(root.getMessage()), TEXT_LIMIT);
    }
}
