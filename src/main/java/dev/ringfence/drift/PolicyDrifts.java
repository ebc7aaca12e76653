package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The drifts that policy objects make: missing, changed and foreign ones.
///
/// First what is live as a whole is compared with what was approved as a whole; where nothing differs there is no drift, however
/// the objects were written. What differs is then divided among the objects that are not as approved: an object has
/// its part in a difference when the approved state with just that object as it is live shows the difference too, or when the
/// live state with just that object put right shows less of it. The first finds objects that hide behind each other, the second
/// those that only work together.
final class PolicyDrifts {
    private final Circumstances circumstances;
    private final DriftDraft draft;

    PolicyDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    List<Drift> find(List<SubjectCell> cells) {
        var suspects = Suspect.in(circumstances);
        if (suspects.isEmpty()) {
            return List.of();
        }
        var differences = differences(cells);
        var drifts = new ArrayList<Drift>();
        var unexplained = new ArrayList<>(differences);
        for (var suspect : suspects) {
            var evidence = new ArrayList<Evidence>();
            if (suspect.undecodable().isPresent()) {
                drift(suspect, doubts(suspect, cells)).ifPresent(drifts::add);
                continue;
            }
            for (var difference : differences) {
                var part = part(difference, suspect);
                evidence.addAll(part);
                if (!part.isEmpty()) {
                    unexplained.remove(difference);
                }
            }
            if (evidence.isEmpty()) {
                evidence.addAll(aside(suspect));
            }
            drift(suspect, evidence).ifPresent(drifts::add);
        }
        return unexplained.isEmpty() ? drifts : withUnexplained(drifts, suspects, unexplained);
    }

    /// What a changed policy does to the other pods that exist in the namespace, where it does nothing to the guarded ones: its effect
    /// differs all the same, as when its selector was widened.
    private List<Evidence> aside(Suspect suspect) {
        if (suspect.kind() != DriftKind.POLICY_CHANGED) {
            return List.of();
        }
        var evidence = new ArrayList<Evidence>();
        for (var cell : SubjectCells.of(circumstances, LabelSelector.EVERYTHING)) {
            for (var direction : Direction.values()) {
                if (cell.exists() && suspect.concerns(cell)) {
                    var live = cell.reach(cell.live(), direction);
                    var approved = cell.reach(suspect.asApproved(cell.live(), cell), direction);
                    evidence.addAll(
                            Evidence.of(cell, direction, cell.excess(live, approved), true, circumstances));
                    evidence.addAll(
                            Evidence.of(cell, direction, cell.excess(approved, live), false, circumstances));
                }
            }
        }
        return evidence;
    }

    /// What may be allowed, and what may not be any more, where nobody knows what the enforcer makes of an object.
    private List<Evidence> doubts(Suspect suspect, List<SubjectCell> cells) {
        var evidence = new ArrayList<Evidence>();
        for (var cell : cells) {
            for (var direction : circumstances.expectation().isolated()) {
                var live = cell.reach(suspect.asDoubtful(cell.live(), cell), direction);
                var approved = cell.reach(cell.approved(), direction);
                evidence.addAll(
                        Evidence.of(cell, direction, cell.excess(live, approved), true, circumstances));
                evidence.addAll(
                        Evidence.of(cell, direction, cell.excess(approved, live), false, circumstances));
            }
        }
        return evidence;
    }

    private List<CellDifference> differences(List<SubjectCell> cells) {
        var isolated = circumstances.expectation().isolated();
        return cells.stream().flatMap(cell -> Stream.of(Direction.values())
                // Pods that the baseline should cover and does not are a drift of their own.
                .filter(direction -> cell.isCovered(direction) || !isolated.contains(direction))
                .map(direction -> CellDifference.of(cell, direction)))
                .filter(difference -> !difference.isEmpty()).toList();
    }

    private List<Evidence> part(CellDifference difference, Suspect suspect) {
        var cell = difference.cell();
        if (!suspect.concerns(cell)) {
            return List.of();
        }
        var direction = difference.direction();
        var approved = difference.approved();
        var live = difference.live();
        var approvedWith = cell.reach(suspect.asLive(cell.approved(), cell), direction);
        Optional<Reach> liveWithout = suspect.approved().isEmpty()
                ? Optional.empty()
                : Optional.of(cell.reach(suspect.asApproved(cell.live(), cell), direction));
        var evidence = new ArrayList<Evidence>();
        evidence.addAll(evidence(difference, true, difference.loosened(), cell.excess(approvedWith, approved),
                liveWithout.map(without -> cell.excess(live, without))));
        evidence.addAll(
                evidence(difference, false, difference.tightened(), cell.excess(approved, approvedWith),
                        liveWithout.map(without -> cell.excess(without, live))));
        return evidence;
    }

    private List<Evidence> evidence(CellDifference difference, boolean loosened, Excess whole, Excess made,
            Optional<Excess> undone) {
        if (whole.isEmpty()) {
            return List.of();
        }
        var byItself = evidence(difference, loosened, whole.and(made));
        // What a policy adds to the approved ones shows by itself. Taken away, a foreign policy would also look guilty of
        // what it only hides, as one that isolates in place of a missing one.
        return byItself.isEmpty() && undone.isPresent()
                ? evidence(difference, loosened, whole.and(undone.get()))
                : byItself;
    }

    private List<Evidence> evidence(CellDifference difference, boolean loosened, Excess excess) {
        return Evidence.of(difference.cell(), difference.direction(), excess, loosened, circumstances);
    }

    private Optional<Drift> drift(Suspect suspect, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            return suspect.undecodable()
                    .map(problem -> draft.plain(suspect.kind(), Verdict.INDETERMINATE, Severity.WARNING,
                            suspect.reference(), suspect.occurrence(), List.of(),
                            suspect.cause(problem.path()),
                            suspect.summary()));
        }
        var first = evidence.stream().filter(Evidence::loosened).findFirst().orElse(evidence.getFirst());
        var exempted = circumstances.exempts(suspect.key());
        var changed = ChangedInput.of(suspect, circumstances);
        var cause = changed.map(input -> new Cause(input, "spec", Optional.empty()))
                .orElseGet(() -> suspect.cause(suspect.rule(first, circumstances.directory())));
        var summary = changed.map(input -> suspect.key() + " means something else since " + input
                + " was changed").orElseGet(suspect::summary);
        return Optional.of(draft.shown(suspect.kind(), suspect.reference(), suspect.occurrence(), evidence,
                cause, exempted, summary));
    }

    /// Differences that no single object accounts for are laid at the door of every object that selects the pods.
    private List<Drift> withUnexplained(List<Drift> drifts, List<Suspect> suspects,
            List<CellDifference> unexplained) {
        var all = new ArrayList<>(drifts);
        for (var suspect : suspects) {
            var evidence = new ArrayList<Evidence>();
            if (suspect.undecodable().isPresent()) {
                continue;
            }
            unexplained.stream().filter(difference -> suspect.concerns(difference.cell()))
                    .forEach(difference -> {
                        evidence.addAll(evidence(difference, true, difference.loosened()));
                        evidence.addAll(evidence(difference, false, difference.tightened()));
                    });
            var known = drifts.stream().anyMatch(drift -> drift.object().equals(suspect.reference()));
            if (!known && !evidence.isEmpty()) {
                drift(suspect, evidence).ifPresent(all::add);
            }
        }
        return all;
    }
}
