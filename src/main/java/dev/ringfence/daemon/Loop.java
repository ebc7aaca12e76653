package dev.ringfence.daemon;

import dev.ringfence.daemon.Change.ActionChange;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.PermissionsChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the daemon does with a batch of changes: it takes them in, judges what they reach, asks for repairs, and reports.
///
/// Level-based: only the state counts, so a batch handled twice changes nothing, and the echo of a repair is a change like any
/// other. All of it runs on one thread.
final class Loop {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Clock clock;
    private final Guard guard;
    private final Reporter reporter;
    /// Namespaces whose policies changed: judged before the others, because what protects may be gone.
    private final Set<String> urgent = new HashSet<>();
    /// When the first change about a namespace came in that has not been judged yet.
    private final Map<String, Instant> since = new HashMap<>();
    /// What policies refer to and what has changed in this batch: of ten thousand Services a policy is read anew but once.
    private final Map<ReferenceKind, Instant> references = new EnumMap<>(ReferenceKind.class);
    private boolean scopeChanged = true;
    private boolean news = true;
    private Instant nextFull = Instant.MAX;
    private boolean complete;

    Loop(Clock clock, Guard guard, Reporter reporter) {
        this.clock = clock;
        this.guard = guard;
        this.reporter = reporter;
    }

    /// Handles a batch of changes, possibly an empty one. Returns for how long nothing needs doing unless something changes.
    Duration handle(List<Mailbox.Arrival> arrivals) {
        for (var arrival : arrivals) {
            take(arrival.change(), arrival.at());
            news = true;
        }
        references.forEach((kind, at) -> concern(guard.changed(kind), at));
        references.clear();
        var now = clock.instant();
        if (!complete && guard.observed().isComplete()) {
            complete = true;
            nextFull = now.plus(guard.settings().resync());
        }
        if (complete) {
            judge(now);
        }
        reporter.report(now, complete, news);
        news = false;
        return sleep(now);
    }

    private void judge(Instant now) {
        if (scopeChanged) {
            guard.resolveScopes();
            scopeChanged = false;
        }
        guard.markExpiries(now);
        guard.markOpenIfPeersChanged();
        var full = !now.isBefore(nextFull);
        if (full) {
            nextFull = now.plus(guard.settings().resync());
        }
        news |= guard.judge(now, full, urgent, since);
        urgent.clear();
        since.clear();
    }

    private Duration sleep(Instant now) {
        var next = now.plus(HEARTBEAT);
        for (var candidate : List.of(guard.next(now), Optional.of(nextFull))) {
            if (complete && candidate.isPresent() && candidate.get().isBefore(next)) {
                next = candidate.get();
            }
        }
        var until = Duration.between(now, next);
        return until.isNegative() ? Duration.ZERO : until;
    }

    private void take(Change change, Instant at) {
        switch (change) {
            case NamespaceChange(var name, var state) -> take(name, state, at);
            case PodChange(var namespace, var name, var state) -> take(namespace, name, state, at);
            case PolicyChange(var key, var state) -> {
                concern(guard.put(key, state), at);
            }
            case BaselineChange(var name, var source, var state) -> {
                guard.put(name, source, state);
                scopeChanged = true;
            }
            case WatchChange(var state) -> guard.put(state);
            case LeadershipChange(var leadership) -> guard.repairs().lead(leadership);
            case PermissionsChange(var missing) -> guard.permissions(missing);
            case ServiceChange(var namespace, var name, var state) ->
                changed(guard.inputs().putService(namespace, name, state), ReferenceKind.SERVICES, at);
            case CidrGroupChange(var name, var state) ->
                changed(guard.inputs().putCidrGroup(name, state), ReferenceKind.CIDR_GROUPS, at);
            case NodeChange(var name, var state) ->
                changed(guard.inputs().putNode(name, state), ReferenceKind.NODES, at);
            case ProfileChange(var profile, var evidence) -> guard.put(profile, evidence);
            case ActionChange(var key, var action, var outcome) ->
                guard.repairs().ended(key, action, outcome, at);
        }
    }

    private void take(String name, Optional<Namespace> state, Instant at) {
        var before = guard.observed().population().put(name, state);
        if (!before.equals(state)) {
            scopeChanged = true;
            guard.markNamespace(name);
            guard.markConsulting(name::equals);
            since.merge(name, at, Loop::earlier);
        }
        if (!before.map(Namespace::labels).equals(state.map(Namespace::labels))) {
            guard.relabelled(name);
            guard.markPeerNamespace();
        }
    }

    private void take(String namespace, String name, Optional<Pod> state, Instant at) {
        var before = guard.observed().population().put(namespace, name, state);
        if (before.equals(state)) {
            return;
        }
        changed(guard.inputs().putPorts(before, state), ReferenceKind.DECLARED_PORTS, at);
        guard.markNamespace(namespace);
        guard.markConsulting(namespace::equals);
        since.merge(namespace, at, Loop::earlier);
        var labels = guard.observed().population().labels(namespace);
        before.ifPresent(pod -> guard.markPeer(new LabelPoint(namespace, labels, pod.labels())));
        state.ifPresent(pod -> guard.markPeer(new LabelPoint(namespace, labels, pod.labels())));
    }

    private void changed(boolean changed, ReferenceKind kind, Instant at) {
        if (changed) {
            references.merge(kind, at, Loop::earlier);
        }
    }

    private void concern(Set<String> namespaces, Instant at) {
        urgent.addAll(namespaces);
        namespaces.forEach(namespace -> since.merge(namespace, at, Loop::earlier));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
