package dev.ringfence.daemon;

import dev.ringfence.daemon.DriftRecord.State;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.repair.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The life of every drift: which are open, what was done about them, and how the last ones ended. Used by the loop's thread alone.
final class Ledger {
    /// How many closed drifts are kept.
    static final int CLOSED_LIMIT = 1_000;
    /// How many actions of one drift are kept, the newest.
    static final int ACTION_LIMIT = 20;

    private final Map<DriftKey, DriftRecord> open = new LinkedHashMap<>();
    /// Drifts that are gone while an action about them is under way: how it ends says why they are gone.
    private final Map<DriftKey, Instant> closing = new HashMap<>();
    private final Deque<DriftRecord> closed = new ArrayDeque<>();

    /// What one judgement changed.
    record Changes(List<DriftRecord> opened, List<DriftRecord> closed) {}

    /// Enters what a judgement of one namespace under one baseline found.
    ///
    /// @param underWay whether an action about a drift is under way; such a drift closes when the action ends
    /// @param openedAt since when a drift exists that was not known before
    Changes enter(Collection<DriftKey> before, List<Drift> drifts, Predicate<DriftKey> underWay,
            OpenedAt openedAt, Instant now) {
        var found = new LinkedHashMap<DriftKey, Drift>();
        for (var drift : drifts) {
            found.merge(drift.key(), drift,
                    (one, other) -> one.severity().compareTo(other.severity()) <= 0 ? one : other);
        }
        var ended = new ArrayList<DriftRecord>();
        for (var key : before) {
            if (found.containsKey(key)) {
                continue;
            }
            if (underWay.test(key) && open.containsKey(key)) {
                closing.putIfAbsent(key, now);
            } else {
                close(key, now).ifPresent(ended::add);
            }
        }
        var opened = new ArrayList<DriftRecord>();
        found.forEach((key, drift) -> {
            closing.remove(key);
            var known = open.get(key);
            var record = known == null
                    ? new DriftRecord(drift, state(drift), openedAt.of(drift), now, Optional.empty(),
                            List.of())
                    : new DriftRecord(drift.withId(known.drift().id()), state(drift), known.openedAt(),
                            known.detectedAt(),
                            Optional.empty(), known.actions());
            open.put(key, record);
            if (known == null) {
                opened.add(record);
            }
        });
        return new Changes(opened, ended);
    }

    private static State state(Drift drift) {
        return drift.exempted() ? State.EXEMPTED : State.OPEN;
    }

    private Optional<DriftRecord> close(DriftKey key, Instant now) {
        var known = open.remove(key);
        if (known == null) {
            return Optional.empty();
        }
        var repaired = known.actions().stream()
                .anyMatch(action -> action.outcome().result() == Outcome.Result.SUCCEEDED);
        var record = new DriftRecord(known.drift(), repaired ? State.REPAIRED : State.RESOLVED,
                known.openedAt(),
                known.detectedAt(), Optional.of(now), known.actions());
        closed.removeIf(earlier -> earlier.drift().id().equals(record.drift().id()));
        closed.addFirst(record);
        if (closed.size() > CLOSED_LIMIT) {
            closed.removeLast();
        }
        return Optional.of(record);
    }

    /// Notes the end of an action about a drift that is not closed.
    Optional<DriftRecord> acted(DriftKey key, ActionRecord action) {
        return Optional.ofNullable(open.computeIfPresent(key, (_, known) -> with(known, action)));
    }

    /// Closes a drift that was gone before the action about it ended.
    Optional<DriftRecord> settle(DriftKey key) {
        var goneAt = closing.remove(key);
        return goneAt == null ? Optional.empty() : close(key, goneAt);
    }

    private static DriftRecord with(DriftRecord record, ActionRecord action) {
        var actions = new ArrayList<>(record.actions());
        actions.add(action);
        var kept = actions.subList(Math.max(0, actions.size() - ACTION_LIMIT), actions.size());
        return new DriftRecord(record.drift(), record.state(), record.openedAt(), record.detectedAt(),
                record.closedAt(), kept);
    }

    /// The same drift of the same object, as other guarded namespaces have it.
    List<DriftKey> siblings(DriftKey key) {
        return open.keySet().stream()
                .filter(other -> other.kind() == key.kind() && other.object().equals(key.object())
                        && !other.equals(key))
                .toList();
    }

    Optional<DriftRecord> open(DriftKey key) {
        return Optional.ofNullable(open.get(key));
    }

    /// Every drift that is not closed.
    Collection<DriftRecord> open() {
        return List.copyOf(open.values());
    }

    /// Every drift that is kept, newest first.
    List<DriftRecord> all() {
        var all = new ArrayList<>(open.values());
        all.addAll(closed);
        all.sort(Comparator.comparing(DriftRecord::detectedAt).reversed()
                .thenComparing(record -> record.drift().id()));
        return all;
    }

    /// Says since when a drift exists.
    interface OpenedAt {
        Instant of(Drift drift);
    }
}
