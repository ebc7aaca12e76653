package dev.ringfence.scenarios;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.snapshot.SnapshotDirectory;
import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs for one pod between two states of a cluster, at its own end: with peers that exist, as the commands on files find
/// it, and by what its policies say, whether or not there is a peer.
record Change(OfflineCluster before, OfflineCluster after, String subject) {
    private static final int PEERS = 20;

    /// How sure a difference is.
    private enum Sureness {
        NONE(""), LATENT(" latent"), POSSIBLE("?"), SURE("");

        private final String mark;

        Sureness(String mark) {
            this.mark = mark;
        }
    }

    /// Such as `ingress L; egress L T?`, or `0`.
    String verdict() {
        var parts = new ArrayList<String>();
        for (var direction : Direction.values()) {
            var letters = letter("L", sureness(direction, /* gained= */ true))
                    + letter("T", sureness(direction, /* gained= */ false));
            if (!letters.isEmpty()) {
                parts.add(direction.text().toLowerCase(Locale.ROOT) + letters);
            }
        }
        return parts.isEmpty() ? "0" : String.join("; ", parts);
    }

    private static String letter(String letter, Sureness sureness) {
        return sureness == Sureness.NONE ? "" : " " + letter + sureness.mark;
    }

    private Sureness sureness(Direction direction, boolean gained) {
        var surest = Sureness.NONE;
        for (var flow : flows(direction, gained)) {
            surest = max(surest, flow.peer() instanceof Peer.Hypothetical
                    ? Sureness.LATENT
                    : flow.certain() ? Sureness.SURE : Sureness.POSSIBLE);
        }
        for (var change : changes(direction)) {
            var more = gained ? change.after() : change.before();
            var less = gained ? change.before() : change.after();
            if (!more.certain().minus(less.possible()).isEmpty()) {
                surest = Sureness.SURE;
            } else if (!more.possible().minus(less.certain()).isEmpty()) {
                surest = max(surest, Sureness.POSSIBLE);
            }
        }
        return surest;
    }

    private static Sureness max(Sureness one, Sureness other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// Such as `+ dev/shell-0: TCP 8080` for what is gained, and with `-` for what is lost.
    List<String> lines() {
        var lines = new TreeSet<String>();
        for (var direction : Direction.values()) {
            flows(direction, /* gained= */ true)
                    .forEach(flow -> text(flow).ifPresent(text -> lines.add("+ " + text)));
            flows(direction, /* gained= */ false)
                    .forEach(flow -> text(flow).ifPresent(text -> lines.add("- " + text)));
            for (var change : changes(direction)) {
                add("+ ", change.peer(), change.gained(), lines);
                add("- ", change.peer(), change.lost(), lines);
            }
        }
        return List.copyOf(lines);
    }

    private static void add(String sign, String peer, PortSet ports, TreeSet<String> lines) {
        if (!ports.isEmpty()) {
            lines.add(sign + peer + ": " + ports);
        }
    }

    private Optional<String> text(Flow flow) {
        return switch (flow.peer()) {
            case Peer.Existing(var pods) -> new SnapshotDirectory(after.snapshot()).members(pods).stream()
                    .map(pod -> pod.key() + ": " + flow.traffic()).findFirst();
            case Peer.Outside(var range) -> Optional.of(range + ": " + flow.traffic());
            case Peer.Special(var entity) -> Optional.of(entity.text() + ": " + flow.traffic());
            case Peer.Named(var name) -> Optional.of(name + ": " + flow.traffic());
            case Peer.Hypothetical _ -> Optional.empty();
        };
    }

    private List<Flow> flows(Direction direction, boolean gained) {
        var excess = gained
                ? Excess.of(reach(after, direction), reach(before, direction))
                : Excess.of(reach(before, direction), reach(after, direction));
        return Flows.of(excess, new SnapshotDirectory(after.snapshot()), PEERS).stream()
                .filter(flow -> !isSubject(flow.peer())).toList();
    }

    /// What a pod says to itself is no concern of policies.
    private boolean isSubject(Peer peer) {
        return peer instanceof Peer.Existing(var pods) && new SnapshotDirectory(after.snapshot())
                .members(pods).stream().allMatch(pod -> pod.key().equals(subject));
    }

    private Reach reach(OfflineCluster cluster, Direction direction) {
        var pod = cluster.pod(subject);
        return Reach.of(cluster.snapshot().selecting(pod), direction, Optional.of(pod.ports()),
                cluster.profile());
    }

    /// What passes at the subject's end between it and the pods of one workload, and passes differently afterwards.
    private record WithPeer(String peer, PortBounds before, PortBounds after) {

        PortSet gained() {
            return after.certain().minus(before.certain()).union(after.possible().minus(before.possible()));
        }

        PortSet lost() {
            return before.certain().minus(after.certain()).union(before.possible().minus(after.possible()));
        }
    }

    private List<WithPeer> changes(Direction direction) {
        var then = byPeer(before, direction);
        var now = byPeer(after, direction);
        var peers = new TreeSet<>(then.keySet());
        peers.addAll(now.keySet());
        return peers.stream()
                .map(peer -> new WithPeer(peer, then.getOrDefault(peer, PortBounds.NOTHING),
                        now.getOrDefault(peer, PortBounds.NOTHING)))
                .filter(with -> !with.before().equals(with.after())).toList();
    }

    private Map<String, PortBounds> byPeer(OfflineCluster cluster, Direction direction) {
        var reach = cluster.reach();
        var byPeer = new TreeMap<String, PortBounds>();
        for (var pod : cluster.manifests().pods()) {
            if (!pod.key().equals(subject) && !pod.is(Pod.Trait.FINISHED)) {
                byPeer.put(name(pod), reach.with(cluster.pod(subject), direction, pod));
            }
        }
        return byPeer;
    }

    /// A pod by itself, or the workload whose pods are as good as each other.
    private static String name(Pod pod) {
        return pod.workload().namespace() + "/" + pod.workload().name();
    }
}
