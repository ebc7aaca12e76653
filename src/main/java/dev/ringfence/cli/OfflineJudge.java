package dev.ringfence.cli;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.Expectation;
import dev.ringfence.connectivity.snapshot.SnapshotDirectory;
import dev.ringfence.drift.Circumstances;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.Judge;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.drift.LivePolicy;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Judges a cluster against baselines at one time, without a memory: what a label was before nobody knows.
record OfflineJudge(ClusterState state, EnforcementProfile profile, Instant now) {

    /// Every drift in every namespace that the baseline guards.
    List<Drift> judge(Baseline baseline) {
        var directory = new SnapshotDirectory(state.snapshot());
        var namespaces = new TreeSet<>(baseline.scope().names());
        state.snapshot().namespaces().values().stream().filter(baseline.scope()::covers)
                .forEach(namespace -> namespaces.add(namespace.name()));
        var drifts = new ArrayList<Drift>();
        for (var namespace : namespaces) {
            var circumstances = new Circumstances(
                    Expectation.of(baseline, namespace, DecodingContext.of(profile)), live(namespace),
                    directory, DecodingContext.of(profile), Map.of(), Optional.empty(), now);
            drifts.addAll(Judge.judge(circumstances).drifts());
        }
        return drifts;
    }

    private LiveNamespace live(String name) {
        var policies = new TreeMap<PolicyKey, LivePolicy>();
        state.objects().stream()
                .filter(object -> object.key().namespace().isEmpty() || object.key().namespace().equals(name))
                .forEach(object -> policies.put(object.key(),
                        LivePolicy.of(object, DecodingContext.of(profile))));
        return new LiveNamespace(name, Optional.ofNullable(state.snapshot().namespaces().get(name)), policies,
                Map.of(),
                state.snapshot().pods().stream().filter(pod -> pod.namespace().equals(name)).toList());
    }
}
