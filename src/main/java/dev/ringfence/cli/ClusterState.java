package dev.ringfence.cli;

import dev.ringfence.cli.EnforcerOptions.Dialect;
import dev.ringfence.cli.output.Undecided;
import dev.ringfence.connectivity.Snapshot;
import dev.ringfence.manifests.ClusterManifests;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.manifests.PolicyManifest;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A cluster to answer questions about, from files or live.
///
/// @param origins the files that policies come from; none where they are live
/// @param undecided what the snapshot does not take into account
record ClusterState(Snapshot snapshot, Map<PolicyKey, Manifest> origins, List<Undecided> undecided) {

    ClusterState {
        origins = Map.copyOf(origins);
        undecided = List.copyOf(undecided);
    }

    /// Where a place of a policy stands, as `file:line`; nothing where it is live.
    Optional<String> position(PolicyKey policy, String path) {
        return Optional.ofNullable(origins.get(policy)).map(manifest -> manifest.position(path));
    }

    /// The cluster that manifests describe.
    static ClusterState of(ClusterManifests manifests, Dialect dialect) {
        var policies = manifests.policies().stream().map(PolicyManifest::policy)
                .map(policy -> read(policy, dialect)).toList();
        return new ClusterState(new Snapshot(manifests.namespaces(), manifests.pods(), policies),
                manifests.policies().stream().collect(
                        Collectors.toMap(item -> item.policy().key(), PolicyManifest::manifest)),
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
