package dev.ringfence.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `ringfence run` was asked to do, checked.
///
/// @param kubeconfig absent for the usual places: `KUBECONFIG`, `~/.kube/config`, the pod's service account
/// @param context absent for the current context of the kubeconfig
/// @param baselines files and directories with baseline documents; all of them exist
/// @param port where to serve HTTP, 0..65535; 0 for any free port
/// @param leaderElect whether to write only while holding the lease
/// @param leaseNamespace where the lease is kept
/// @param resync the time from one evaluation of everything to the next; at least a second
/// @param enforcer how the enforcer reads policies: `auto` to find that out, or what
///        [dev.ringfence.policy.enforcer.Enforcer#named(String)] takes
/// @param logFormat how log lines look
public record RunOptions(Optional<Path> kubeconfig, Optional<String> context, List<Path> baselines, int port,
        boolean leaderElect, String leaseNamespace, Duration resync, String enforcer, LogFormat logFormat) {

    public RunOptions {
        baselines = List.copyOf(baselines);
    }
}
