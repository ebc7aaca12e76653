package dev.ringfence.daemon;

import dev.ringfence.drift.DriftKey;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.RepairPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The repairs that are asked for, and what became of them. Used by the loop's thread alone.
final class Repairs {
    private final DaemonSettings settings;
    private final Observed observed;
    private final Ledger ledger;
    private final Observers observers;
    private final Dispatcher dispatcher;
    private final Attempts attempts = new Attempts();
    /// Who keeps undoing the repairs of a drift; empty where nobody can tell.
    private final Map<DriftKey, String> rivals = new HashMap<>();
    /// Which drift asks for repairs of a policy of the whole cluster, by the policy.
    private final Map<String, DriftKey> speakers = new HashMap<>();
    private Leadership leadership = new Leadership(false, "", "");
    private boolean beganToLead;

    Repairs(DaemonSettings settings, Observed observed, Ledger ledger, Observers observers,
            Dispatcher dispatcher) {
        this.settings = settings;
        this.observed = observed;
        this.ledger = ledger;
        this.observers = observers;
        this.dispatcher = dispatcher;
    }

    Leadership leadership() {
        return leadership;
    }

    void lead(Leadership newest) {
        if (newest.leading() && !leadership.leading()) {
            attempts.reset();
            beganToLead = true;
        }
        leadership = newest;
    }

    /// The objects that something keeps changing back, as `Kind namespace/name`, sorted.
    List<String> fights(Instant now) {
        return attempts.fights(now);
    }

    /// What is fought over under a baseline, and who fights Ringfence, in order.
    List<Fight> fights(String baseline, Instant now) {
        rivals.keySet().removeIf(key -> !attempts.isFight(key, now));
        return rivals.entrySet().stream().filter(entry -> entry.getKey().baseline().equals(baseline))
                .map(entry -> new Fight(entry.getKey().object(), entry.getValue())).distinct().sorted()
                .toList();
    }

    /// Whether an action about a drift is under way.
    boolean isUnderWay(DriftKey key) {
        var speaker = speakers.get(key.object());
        return attempts.isUnderWay(key) || (speaker != null && speaker.kind() == key.kind()
                && attempts.isUnderWay(speaker));
    }

    /// The drifts whose repairs are to be asked for again: those whose waiting time is over, and all of them when this replica has
    /// just begun to lead.
    List<DriftRecord> due(Instant now) {
        var due = ledger.open().stream()
                .filter(record -> beganToLead || attempts.isDue(record.drift().key(), now)).toList();
        beganToLead = false;
        return due;
    }

    /// Asks for every repair of a namespace that may be done now.
    void ask(GuardedNamespace namespace, LiveNamespace live, Instant now) {
        if (!leadership.leading()) {
            return;
        }
        for (var key : namespace.open()) {
            ledger.open(key).flatMap(record -> RepairPlan.of(record.drift(), namespace.expectation(), live))
                    .ifPresent(action -> ask(key, action, now));
        }
    }

    private void ask(DriftKey key, Action action, Instant now) {
        if (!observed.sees(resource(action.target())) || !speaks(key, action.target())
                || (action instanceof Action.DeletePolicy && !observed.isFresh())) {
            return;
        }
        switch (attempts.ask(key, action, now)) {
            case NOW -> dispatcher.send(key, action);
            case HELD -> note(key, action, new Outcome(Outcome.Result.HELD,
                    "too many policies were deleted within a minute; expected at most 10"), now);
            case LATER -> {
            }
        }
    }

    /// Notes the end of an action.
    void ended(DriftKey key, Action action, Outcome outcome, Instant at) {
        attempts.ended(key, outcome, at);
        note(key, action, outcome, at);
        var settled = new ArrayList<>(ledger.settle(key).stream().toList());
        if (isShared(action.target())) {
            for (var sibling : ledger.siblings(key)) {
                ledger.acted(sibling, new ActionRecord(action.name(), outcome, at));
                ledger.settle(sibling).ifPresent(settled::add);
            }
            if (ledger.open(key).isEmpty()) {
                speakers.remove(action.target().toString());
            }
        }
        closed(settled, at);
    }

    /// What must be seen before an action is asked for: what is not seen may be there, and may be right.
    private String resource(ObjectReference target) {
        return PolicyKind.of(target.apiVersion(), target.kind()).map(PolicyKind::resource)
                .orElse(settings.policies());
    }

    /// Whether it is this drift that asks for repairs of the object: the same policy of the whole cluster may be a drift of
    /// many guarded namespaces, and needs one repair.
    private boolean speaks(DriftKey key, ObjectReference target) {
        if (!isShared(target)) {
            return true;
        }
        var speaker = speakers.get(target.toString());
        if (speaker == null || ledger.open(speaker).isEmpty()) {
            speakers.put(target.toString(), key);
            return true;
        }
        return speaker.equals(key);
    }

    private static boolean isShared(ObjectReference target) {
        return target.namespace().isEmpty()
                && PolicyKind.of(target.apiVersion(), target.kind()).isPresent();
    }

    private void note(DriftKey key, Action action, Outcome outcome, Instant at) {
        ledger.acted(key, new ActionRecord(action.name(), outcome, at)).ifPresent(record -> {
            observers.tell(observer -> observer.acted(record, action, outcome,
                    Duration.between(record.detectedAt(), at)));
            if (!attempts.isFight(key, at)) {
                rivals.remove(key);
                return;
            }
            var rival = record.drift().cause().changedBy().map(FieldChange::manager).orElse("");
            // The first one stays named, so that the words do not change with each repair.
            if (rivals.putIfAbsent(key, rival) == null) {
                observers.tell(observer -> observer.fighting(record, rival));
            }
        });
    }

    /// Notes that drifts are gone.
    void closed(Collection<DriftRecord> closed, Instant now) {
        for (var record : closed) {
            attempts.closed(record.drift().key(), now);
            observers.tell(observer -> observer.closed(record));
        }
    }

    /// When the earliest waiting time ends; none where nothing waits, or where this replica does not lead.
    Optional<Instant> next(Instant now) {
        return leadership.leading() ? attempts.next(now) : Optional.empty();
    }
}
