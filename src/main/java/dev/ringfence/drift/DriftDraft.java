package dev.ringfence.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.baseline.Expectation;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Assembles drifts of one guarded namespace: ids, samples, verdicts and severities follow from the evidence alone.
final class DriftDraft {
    private final Expectation expectation;
    private final WitnessWriter writer;

    DriftDraft(Circumstances circumstances) {
        this.expectation = circumstances.expectation();
        this.writer = new WitnessWriter(circumstances);
    }

    /// A drift that evidence shows; there must be some.
    ///
    /// @param occurrence tells one occurrence of the same drift from the next, such as a uid
    /// @param prefix the beginning of the summary, which the first witness completes
    Drift shown(DriftKind kind, ObjectReference object, String occurrence, List<Evidence> evidence,
            Cause cause,
            boolean exempted, String prefix) {
        var ranked = evidence.stream().sorted(Comparator.comparing((Evidence item) -> !item.loosened())
                .thenComparing(item -> !item.flow().certain()).thenComparing(item -> !item.isActive()))
                .toList();
        var witnesses = ranked.stream().map(writer::witness).distinct().limit(Drift.WITNESS_LIMIT).toList();
        var pods = new ArrayList<Pod>();
        evidence.stream().map(Evidence::cell).distinct().forEach(cell -> pods.addAll(cell.pods()));
        return drift(kind, verdict(evidence), severity(ranked), object, occurrence, pods,
                witnesses, cause,
                exempted,
                prefix + ": " + Summary.of(witnesses.getFirst(), kind, ranked.getFirst().loosened()));
    }

    /// The same drift as something to look at, not to wake anybody for.
    Drift tolerable(Drift drift) {
        return new Drift(drift.id(), drift.kind(), drift.verdict(), Severity.WARNING, drift.baseline(),
                drift.namespace(),
                drift.object(), drift.pods(), drift.witnesses(), drift.cause(), drift.exempted(),
                drift.summary());
    }

    /// A drift that no flow shows.
    Drift plain(DriftKind kind, Verdict verdict, Severity severity, ObjectReference object, String occurrence,
            Collection<Pod> pods, Cause cause, String summary) {
        return drift(kind, verdict, severity, object, occurrence, pods, List.of(), cause,
                /* exempted= */ false, summary);
    }

    private Drift drift(DriftKind kind, Verdict verdict, Severity severity, ObjectReference object,
            String occurrence,
            Collection<Pod> pods, List<Witness> witnesses, Cause cause, boolean exempted, String summary) {
        var baseline = expectation.baseline().name();
        var id = id(baseline, kind, expectation.namespace(), object, occurrence);
        return new Drift(id, kind, verdict, severity, baseline, expectation.namespace(), object,
                affected(pods), witnesses,
                cause, exempted, summary);
    }

    private static String id(String baseline, DriftKind kind, String namespace, ObjectReference object,
            String occurrence) {
        var identity = String.join("\n", baseline, kind.text(), namespace, object.toString(), occurrence);
        return UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "").substring(0, 12);
    }

    private static AffectedPods affected(Collection<Pod> pods) {
        var byKey = new TreeMap<String, Pod>();
        pods.forEach(pod -> byKey.put(pod.key(), pod));
        return new AffectedPods(byKey.size(),
                byKey.keySet().stream().limit(AffectedPods.SAMPLE_SIZE).toList());
    }

    private static Verdict verdict(List<Evidence> evidence) {
        var certain = evidence.stream().filter(item -> item.flow().certain()).toList();
        var loosened = certain.stream().anyMatch(Evidence::loosened);
        var tightened = certain.stream().anyMatch(item -> !item.loosened());
        if (loosened) {
            return tightened ? Verdict.MIXED : Verdict.LOOSENED;
        }
        return tightened ? Verdict.TIGHTENED : Verdict.INDETERMINATE;
    }

    /// Critical is a certain loosening between ends that exist, unless the other end's own policies stop each such flow. Where
    /// there are more flows than were looked for, some are taken to pass.
    private Severity severity(List<Evidence> evidence) {
        var open = evidence.stream()
                .filter(item -> item.loosened() && item.isActive() && item.flow().certain()).toList();
        var passes = open.size() > Drift.WITNESS_LIMIT
                || open.stream().anyMatch(item -> writer.witness(item).effective().orElse(true));
        return passes ? Severity.CRITICAL : Severity.WARNING;
    }
}
