package dev.ringfence.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// Which cluster to talk to, and under which name.
///
/// @param kubeconfig the kubeconfig file; absent: the one of the environment, else the pod's service account
/// @param context the context of the kubeconfig; absent: its current one
/// @param version Ringfence's own version, for the user agent
public record ClusterSettings(Optional<Path> kubeconfig, Optional<String> context, String version) {}
