package dev.ringfence.cli;

import java.nio.file.Path;
import java.util.Map;

/// What the command line reads besides its arguments.
///
/// @param environment the environment variables
/// @param podNamespaceFile names the namespace of the pod that Ringfence runs in; does not exist outside a pod
public record Surroundings(Map<String, String> environment, Path podNamespaceFile) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// Those of this process.
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(),
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace"));
    }
}
