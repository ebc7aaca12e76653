package dev.ringfence.cluster;

import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// How a cluster is found: by a kubeconfig file, by the environment, or from inside a pod.
final class Connections {
    private static final int TEXT_LIMIT = 300;

    private Connections() {}

    /// @throws InvalidSettingsException when the settings lead to no cluster
    static Config config(ClusterSettings settings) {
        return settings.kubeconfig().map(file -> fromFile(file, settings.context()))
                .orElseGet(() -> fromEnvironment(settings.context()));
    }

    private static Config fromFile(Path file, Optional<String> context) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidSettingsException("kubeconfig " + file + " must be a file, but there is none");
        }
        if (!Files.isReadable(file)) {
            throw new InvalidSettingsException("kubeconfig " + file + " must be readable, but is not");
        }
        var source = "kubeconfig " + file;
        var config = loaded(source, () -> Config.fromKubeconfig(context.orElse(null), file.toFile()));
        return checked(config, source, context);
    }

    private static Config fromEnvironment(Optional<String> context) {
        var source = "the kubeconfig of the environment";
        var config = loaded(source, () -> Config.autoConfigure(context.orElse(null)));
        if (config.getCurrentContext() != null || !config.getContexts().isEmpty()) {
            return checked(config, source, context);
        }
        // A service account has a token; a server that the environment names need not.
        if (config.getAutoOAuthToken() == null && isDefaultServer(config)) {
            throw new InvalidSettingsException(
                    "there must be a cluster to talk to, but there is no --kubeconfig, no file in KUBECONFIG or"
                            + " ~/.kube/config, and no service account of a pod");
        }
        return config;
    }

    /// The parsers that are tried throw exceptions of many kinds.
    private static Config loaded(String source, Supplier<Config> load) {
        try {
            return load.get();
        } catch (RuntimeException problem) {
            throw new InvalidSettingsException(
                    source + " must be a kubeconfig in YAML, but: " + rootMessage(problem), problem);
        }
    }

    private static Config checked(Config config, String source, Optional<String> wanted) {
        var context = config.getCurrentContext();
        var names = config.getContexts().stream().map(NamedContext::getName).sorted().toList();
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new InvalidSettingsException(
                    source + " must have the context " + wanted.get() + ", but has only: " + names);
        }
        if (context == null) {
            throw new InvalidSettingsException(
                    source + " must have a current context, or --context must name one of: " + names);
        }
        var server = config.getMasterUrl();
        if (!isUrl(server) || isDefaultServer(config)) {
            throw new InvalidSettingsException(source + " must name the server of the cluster of context "
                    + context.getName() + " by URL, but was: " + OneLine.of(server, TEXT_LIMIT));
        }
        return config;
    }

    /// Whether nothing named a server; the default is kept with and without a slash at its end.
    private static boolean isDefaultServer(Config config) {
        return config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL);
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
        return OneLine.of(String.valueOf(root.getMessage()), TEXT_LIMIT);
    }
}
