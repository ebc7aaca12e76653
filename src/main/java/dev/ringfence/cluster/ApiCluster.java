package dev.ringfence.cluster;

import dev.ringfence.daemon.BaselineStatus;
import dev.ringfence.daemon.Cluster;
import dev.ringfence.daemon.Notice;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Action.CreateNamespace;
import dev.ringfence.repair.Action.CreatePolicy;
import dev.ringfence.repair.Action.DeletePolicy;
import dev.ringfence.repair.Action.LabelNamespace;
import dev.ringfence.repair.Action.RestorePolicy;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import io.fabric8.kubernetes.client.KubernetesClient;

/// The cluster behind a Kubernetes API server.
///
/// Every action is one request, and so is every status but the first, with a timeout of five seconds and without a retry: the caller knows
/// what a delay costs. Safe for use by several threads.
public final class ApiCluster implements Cluster {
    private final PolicyWrites policies;
    private final NamespaceWrites namespaces;
    private final StatusWrites statuses;
    private final EventWrites events;

    /// @param client as [WriteClient] makes it
    /// @param fence asked before every request
    /// @param reportingInstance which replica it is that records events
    public ApiCluster(KubernetesClient client, WriteFence fence, String reportingInstance) {
        var api = new WriteApi(client, fence);
        policies = new PolicyWrites(api);
        namespaces = new NamespaceWrites(api);
        statuses = new StatusWrites(api);
        events = new EventWrites(api, reportingInstance);
    }

    @Override
    public Outcome perform(Action action) {
        return ResourcePath.of(action.target()).map(path -> perform(action, path))
                .orElseGet(() -> Outcomes.of(Result.REJECTED,
                        action.name() + " needs an object of a kind that Ringfence writes, but got: "
                                + action.target()));
    }

    private Outcome perform(Action action, ResourcePath path) {
        return switch (action) {
            case CreatePolicy create -> policies.create(create, path);
            case RestorePolicy restore -> policies.restore(restore, path);
            case DeletePolicy delete -> policies.delete(delete, path);
            case CreateNamespace create -> namespaces.create(create, path);
            case LabelNamespace label -> namespaces.label(label, path);
        };
    }

    @Override
    public Outcome write(BaselineStatus status) {
        return statuses.write(status);
    }

    @Override
    public Outcome record(Notice notice) {
        return events.record(notice);
    }
}
