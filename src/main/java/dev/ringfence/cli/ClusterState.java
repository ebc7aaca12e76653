package dev.ringfence.cli;

import dev.ringfence.cli.EnforcerOptions.Dialect;
import dev.ringfence.cli.output.Undecided;
import dev.ringfence.connectivity.Snapshot;
import dev.ringfence.manifests.ClusterManifests;
import dev.ringfence.manifests.PolicyManifest;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import java.util.EnumSet;
import java.util.List;

/// A cluster to answer questions about, from files or live.
///
/// @param undecided what the snapshot does not take into account
record ClusterState(Snapshot snapshot, List<Undecided> undecided) {

    ClusterState {
        undecided = List.copyOf(undecided);
    }

    /// The cluster that manifests describe.
    static ClusterState of(ClusterManifests manifests, Dialect dialect) {
        var policies = manifests.policies().stream().map(PolicyManifest::policy)
                .map(policy -> read(policy, dialect)).toList();
        return new ClusterState(new Snapshot(manifests.namespaces(), manifests.pods(), policies),
                manifests.undecided().stream().map(item -> new Undecided(item.object(),
                        item.manifest().position(""), item.message())).toList());
    }

    /// A policy as the enforcer reads it.
    static Policy read(Policy policy, Dialect dialect) {
        return switch (dialect) {
            case NPV1 -> policy;
            case CILIUM -> {
                var isolates = EnumSet.noneOf(Direction.class);
                isolates.addAll(policy.isolates());
                policy.rules().forEach(rule -> isolates.add(rule.direction()));
                yield new Policy(policy.key(), policy.subject(), isolates, policy.rules());
            }
        };
    }
}
