package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.daemon.Change.ActionChange;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.fixture.MovableClock;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The loop with a clock that stands still, a dispatcher that only notes, and words to tell it what it sees.
final class LoopFixture {
    static final Duration RESYNC = Duration.ofMinutes(5);
    private static final String POLICIES = "networkpolicies.networking.k8s.io";

    final List<Sent> sent = new ArrayList<>();
    final List<String> happenings = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private final AtomicReference<Report> latest;
    private final Loop loop;

    /// An action that was handed out.
    record Sent(DriftKey key, Action action) {}

    LoopFixture() {
        var settings = new DaemonSettings(Set.of("namespaces", "pods", POLICIES), POLICIES, "namespaces",
                "pods", RESYNC,
                EnforcementProfile.GENERIC);
        var observers = new Observers(List.of(new Noting()));
        var guard = new Guard(settings, clock, observers, (key, action) -> sent.add(new Sent(key, action)));
        latest = new AtomicReference<>(
                new Report(clock.instant(), 0, false, new Leadership(false, "", ""), Enforcer.UNKNOWN,
                        List.of(), List.of(),
                        List.of(), List.of(), List.of()));
        loop = new Loop(clock, guard, new Reporter(guard, observers, latest));
    }

    /// A leader with the reference case in order: namespace, policy, one model and one collector.
    static LoopFixture guardingTheReferenceCase(String mode) {
        var fixture = new LoopFixture();
        fixture.see(Specimen.baseline(mode, 1, Map.of()));
        fixture.tell(
                new NamespaceChange(Specimen.NAMESPACE, Optional.of(Specimen.namespace(Specimen.NAMESPACE))));
        fixture.see(Specimen.policy(Specimen.POLICY.name(), "1", Specimen.isolation()));
        fixture.see(Specimen.pod(Specimen.NAMESPACE, "model-0", Specimen.MODEL));
        fixture.see(Specimen.pod(Specimen.NAMESPACE, "collector", Map.of("role", "data-collector")));
        fixture.lead(true);
        fixture.sync();
        return fixture;
    }

    Report report() {
        return latest.get();
    }

    List<DriftRecord> open() {
        return report().drifts().stream().filter(drift -> !drift.isClosed()).toList();
    }

    DriftRecord only(DriftKind kind) {
        var found = report().drifts().stream().filter(record -> record.drift().kind() == kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one drift " + kind + ", found " + report().drifts());
        }
        return found.getFirst();
    }

    Condition condition(String type) {
        return report().baselines().getFirst().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst().orElseThrow();
    }

    Duration tell(Change... changes) {
        return loop.handle(
                List.of(changes).stream().map(change -> new Mailbox.Arrival(change, clock.instant()))
                        .toList());
    }

    void see(BaselineObject baseline) {
        tell(new BaselineChange(baseline.name(), baseline.source(), Optional.of(baseline)));
    }

    void see(PolicyObject policy) {
        tell(new PolicyChange(policy.key(), Optional.of(policy)));
    }

    void see(Pod pod) {
        tell(new PodChange(pod.namespace(), pod.name(), Optional.of(pod)));
    }

    void lose(PolicyKey policy) {
        tell(new PolicyChange(policy, Optional.empty()));
    }

    void lead(boolean leading) {
        tell(new LeadershipChange(new Leadership(leading, "me", "me")));
    }

    void sync() {
        for (var resource : List.of("namespaces", "pods", POLICIES)) {
            watch(resource, Phase.SYNCED);
        }
    }

    void watch(String resource, Phase phase) {
        tell(new WatchChange(new WatchState(resource, phase, clock.instant(), 0)));
    }

    void pass(Duration time) {
        clock.advance(time);
        tell();
    }

    /// Ends the last action that was handed out.
    void end(Outcome.Result result) {
        var last = sent.getLast();
        tell(new ActionChange(last.key(), last.action(), new Outcome(result, "said so")));
    }

    private final class Noting implements Observer {
        @Override
        public void opened(DriftRecord drift) {
            happenings.add("opened " + drift.drift().kind().text());
        }

        @Override
        public void closed(DriftRecord drift) {
            happenings.add("closed " + drift.drift().kind().text() + " " + drift.state().text());
        }

        @Override
        public void fighting(DriftRecord drift, String rival) {
            happenings.add("fight with " + rival);
        }

        @Override
        public void refused(String baseline, String problem) {
            happenings.add(problem.isEmpty() ? "in force" : "refused " + problem);
        }

        @Override
        public void removed(String baseline) {
            happenings.add("removed " + baseline);
        }

        @Override
        public void enforcer(Enforcer enforcer) {
            happenings.add("enforcer " + enforcer.name());
        }

        @Override
        public void judged(boolean full, Duration took, int disagreements) {
            if (disagreements > 0) {
                happenings.add("disagreement");
            }
        }
    }
}
