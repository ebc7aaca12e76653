package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The drifts of peers: workloads and namespaces that an allowed peer selector did not match when the baseline was first judged.
///
/// The rules have not changed, but who falls under them has, as when a pod puts on the label of an approved client. A selector
/// on pod labels admits workloads, so that new replicas of an approved workload are no news; a selector on namespace labels
/// alone admits namespaces.
final class PeerDrifts {
    private static final String NAMESPACE_PREFIX = "Namespace/";

    private final Circumstances circumstances;
    private final DriftDraft draft;
    private final Map<String, Peer> peers;

    /// Who falls under a selector, and some of its pods if there are any.
    ///
    /// @param pod the pod that the difference is shown with, of those of the class
    private record Peer(ObjectReference object, Direction direction, Optional<PeerClass> pods,
            Optional<Pod> pod, String path) {

        String occurrence() {
            return pod.map(Pod::uid).orElse("");
        }
    }

    PeerDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
        this.peers = peers();
    }

    /// Everyone who falls under an allowed peer selector now, by name.
    private Map<String, Peer> peers() {
        var peers = new TreeMap<String, Peer>();
        for (var policy : circumstances.expectation().allPolicies()) {
            for (var direction : policy.isolates()) {
                policy.rules(direction).stream().filter(rule -> rule.action() == Action.ALLOW)
                        .forEach(rule -> rule.peers().pods().forEach(
                                box -> collect(box, direction, rule.path() + " of " + policy.key(), peers)));
            }
        }
        return peers;
    }

    private void collect(LabelBox box, Direction direction, String path, Map<String, Peer> peers) {
        var byPods = box.dimensions().stream()
                .anyMatch(side -> side.space() == Dimension.Space.POD_LABEL);
        var byNamespaceLabels = box.dimensions().stream()
                .anyMatch(side -> side.space() == Dimension.Space.NAMESPACE_LABEL);
        if (!byPods && !byNamespaceLabels) {
            return;
        }
        for (var namespace : candidates(box)) {
            var labels = circumstances.directory().labels(namespace);
            if (byPods) {
                collectWorkloads(box, namespace, direction, path, peers);
            } else if (box.contains(new LabelPoint(namespace, labels, Labels.EMPTY))) {
                var pods = circumstances.directory().classes(namespace).stream().findFirst();
                peers.putIfAbsent(name(direction, NAMESPACE_PREFIX + namespace),
                        new Peer(ObjectReference.namespace(namespace, ""), direction, pods,
                                Optional.empty(), path));
            }
        }
    }

    /// The namespaces that the box can hold: the named ones, or all.
    private Collection<String> candidates(LabelBox box) {
        ValueSet names = box.side(Dimension.NAMESPACE);
        return names.others() ? circumstances.directory().namespaces() : names.values();
    }

    private void collectWorkloads(LabelBox box, String namespace, Direction direction, String path,
            Map<String, Peer> peers) {
        for (var alike : circumstances.directory().classes(namespace)) {
            if (box.contains(alike.point())) {
                for (var pod : circumstances.directory().members(alike)) {
                    var guarded = namespace.equals(circumstances.live().name())
                            && circumstances.expectation().guards(pod);
                    if (!guarded) {
                        peers.putIfAbsent(name(direction, pod.workload().toString()),
                                new Peer(ObjectReference.of(pod.workload()), direction, Optional.of(alike),
                                        Optional.of(pod), path));
                    }
                }
            }
        }
    }

    /// What to remember: the peers, by name.
    Collection<String> names() {
        return peers.keySet();
    }

    List<Drift> find(List<SubjectCell> cells) {
        if (circumstances.approvals().peers().isEmpty()) {
            return List.of();
        }
        var approved = circumstances.approvals().peers().get();
        var drifts = new ArrayList<Drift>();
        peers.forEach((name, peer) -> {
            if (!approved.contains(name)) {
                drifts.add(drift(peer, cells));
            }
        });
        lostNamespaces(approved)
                .forEach(namespace -> drifts.add(lost(ObjectReference.namespace(namespace, ""))));
        return drifts;
    }

    /// The namespaces that were approved, exist, and are peers no more.
    private SortedSet<String> lostNamespaces(Set<String> approved) {
        var lost = new TreeSet<String>();
        for (var direction : Direction.values()) {
            var prefix = name(direction, NAMESPACE_PREFIX);
            approved.stream().filter(name -> name.startsWith(prefix) && !peers.containsKey(name))
                    .map(name -> name.substring(prefix.length())).forEach(lost::add);
        }
        lost.retainAll(circumstances.directory().namespaces());
        return lost;
    }

    /// Who was approved to be reached was not thereby approved to reach.
    private static String name(Direction direction, String peer) {
        return direction.text() + " " + peer;
    }

    private Drift lost(ObjectReference namespace) {
        return draft.plain(DriftKind.NAMESPACE_UNLABELLED, Verdict.TIGHTENED, Severity.WARNING, namespace, "",
                List.of(),
                new Cause(namespace, "metadata.labels", Optional.empty()), namespace
                        + " no longer falls under an allowed peer selector, as it did when the baseline was first judged");
    }

    private Drift drift(Peer peer, List<SubjectCell> cells) {
        var text = peer.object() + " has come under a peer selector of " + peer.path()
                + " since the baseline was first judged";
        var cause = new Cause(peer.object(), "metadata.labels", Optional.empty());
        var evidence = evidence(peer, cells);
        return evidence.isEmpty()
                ? draft.plain(DriftKind.PEER_GAINED, Verdict.LOOSENED, Severity.WARNING, peer.object(),
                        peer.occurrence(), List.of(),
                        cause, text)
                : draft.tolerable(
                        draft.shown(DriftKind.PEER_GAINED, peer.object(), peer.occurrence(), evidence, cause,
                                /* exempted= */ false, text));
    }

    /// What the approved policies allow between the guarded pods and the new peer.
    private List<Evidence> evidence(Peer peer, List<SubjectCell> cells) {
        var evidence = new ArrayList<Evidence>();
        for (var cell : cells) {
            var allowed = Excess.of(cell.reach(cell.approved(), peer.direction()),
                    Reach.nothing(peer.direction()));
            peer.pods().ifPresent(pods -> {
                var ports = allowed.at(pods).certain();
                if (cell.exists() && !ports.isEmpty()) {
                    evidence.add(new Evidence(cell, peer.direction(),
                            new Flow(new Flow.Peer.Existing(pods), ports, /* certain= */ true),
                            /* loosened= */ true, peer.pod()));
                }
            });
        }
        return evidence;
    }
}
