package dev.ringfence.cli;

import dev.ringfence.cli.output.Place;
import dev.ringfence.cli.output.Undecided;
import dev.ringfence.cluster.LiveState;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.drift.LivePolicy;
import dev.ringfence.manifests.ClusterManifests;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.manifests.PolicyManifest;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A cluster to answer questions about, from files or live.
///
/// @param objects the policies of the snapshot as objects
/// @param origins the files that objects come from, by `Kind namespace/name`; none where they are live
/// @param undecided what the snapshot does not take into account
/// @param context how policies were read
record ClusterState(Snapshot snapshot, List<PolicyObject> objects, Map<String, Manifest> origins,
        List<Undecided> undecided, DecodingContext context) {
    private static final int NAME_LIMIT = 200;
    private static final int REASON_LIMIT = 300;

    ClusterState {
        objects = List.copyOf(objects);
        origins = Map.copyOf(origins);
        undecided = List.copyOf(undecided);
    }

    /// The cluster that manifests describe.
    static ClusterState of(ClusterManifests manifests, EnforcementProfile profile) {
        var policies = manifests.policies().stream().map(PolicyManifest::meaning).flatMap(List::stream)
                .toList();
        return new ClusterState(new Snapshot(manifests.namespaces(), manifests.pods(), policies),
                manifests.policies().stream().map(PolicyManifest::object).toList(), manifests.origins(),
                manifests.undecided().stream().map(item -> new Undecided(item.object(),
                        Optional.of(place(item.manifest(), "")), item.message())).toList(),
                new DecodingContext(profile, manifests.references()));
    }

    /// The cluster as it was when it was read.
    static ClusterState of(LiveState live, EnforcementProfile profile) {
        var policies = new ArrayList<Policy>();
        var undecided = new ArrayList<Undecided>();
        var context = new DecodingContext(profile, live.references());
        for (var object : live.policies()) {
            var read = LivePolicy.of(object, context);
            policies.addAll(read.meaning());
            if (PolicyKind.named(object.key().kind()).ineffective(profile).isPresent()) {
                undecided.add(undecided(object.reference(), " is not enforced by Cilium"));
            }
            read.problem().ifPresent(problem -> undecided.add(undecided(object.reference(),
                    " cannot be read (" + problem + ")")));
        }
        live.undecided().forEach(object -> undecided
                .add(undecided(object,
                        " cannot be evaluated (" + object.apiVersion() + ")")));
        var namespaces = new TreeMap<String, Namespace>();
        live.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        return new ClusterState(new Snapshot(namespaces, live.pods(), policies), live.policies(), Map.of(),
                undecided, context);
    }

    /// How the enforcer reads policies.
    EnforcementProfile profile() {
        return context.profile();
    }

    private static Undecided undecided(ObjectReference object, String reason) {
        return new Undecided(object.toString(), Optional.empty(), OneLine.of(object.toString(), NAME_LIMIT)
                + OneLine.of(reason, REASON_LIMIT) + ": the result is as if it were not there");
    }

    /// Where a place of a policy stands, as `file:line`; nothing where it is live.
    Optional<String> position(PolicyKey policy, String path) {
        return Optional.ofNullable(origins.get(policy.toString())).map(manifest -> manifest.position(path));
    }

    /// Where a place of an object stands; nothing where no file has the object.
    Optional<Place> place(ObjectReference object, String path) {
        return Optional.ofNullable(origins.get(object.toString()))
                .map(manifest -> place(manifest, path));
    }

    static Place place(Manifest manifest, String path) {
        return new Place(manifest.file(), manifest.lines().of(path));
    }
}
