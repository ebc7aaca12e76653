package dev.ringfence.drift;

import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges one guarded namespace: a pure function of its circumstances.
public final class Judge {
    private static final Comparator<Drift> ORDER = Comparator.comparing(Drift::kind)
            .thenComparing(drift -> drift.object().toString()).thenComparing(Drift::id);

    private Judge() {}

    /// Every drift in the namespace, and what to remember.
    public static Judgement judge(Circumstances given) {
        var directory = new ConsultedDirectory(given.directory());
        var circumstances = given.with(directory);
        var draft = new DriftDraft(circumstances);
        var namespaces = new NamespaceDrifts(circumstances, draft);
        var drifts = new ArrayList<>(namespaces.find());
        if (!namespaces.isThere()) {
            return new Judgement(drifts, 0, 0, remembered(circumstances), Set.of(), Map.of(),
                    Set.of());
        }
        var cells = SubjectCells.of(circumstances);
        var workloads = new WorkloadDrifts(circumstances, draft).find();
        var peers = new PeerDrifts(circumstances, draft);
        var ports = new PortDrifts(circumstances, draft);
        drifts.addAll(new PolicyDrifts(circumstances, draft).find(cells));
        drifts.addAll(new EnforcementDrifts(circumstances, draft).find(cells));
        drifts.addAll(workloads);
        drifts.addAll(new GuaranteeDrifts(circumstances, draft).find(cells));
        drifts.addAll(peers.find(cells));
        drifts.addAll(ports.find(cells));
        drifts.sort(ORDER);
        return new Judgement(drifts, guarded(circumstances), uncovered(workloads), remembered(circumstances),
                Set.copyOf(peers.names()), ports.declared(), directory.consulted());
    }

    private static int guarded(Circumstances circumstances) {
        return (int) circumstances.live().pods().stream()
                .filter(pod -> circumstances.expectation().guards(pod) && !pod.is(Pod.Trait.FINISHED))
                .count();
    }

    private static int uncovered(List<Drift> workloads) {
        return workloads.stream().filter(drift -> drift.severity() != Severity.INFO)
                .mapToInt(drift -> drift.pods().count()).sum();
    }

    /// The labels of pods that are guarded and covered, and the former labels of pods that were.
    private static Map<String, Labels> remembered(Circumstances circumstances) {
        var remembered = new HashMap<String, Labels>();
        for (var pod : circumstances.live().pods()) {
            var former = circumstances.remembered().get(pod.uid());
            var covered = circumstances.uncovered(pod.labels()).isEmpty();
            if (circumstances.expectation().guards(pod) && (covered || former == null)) {
                remembered.put(pod.uid(), pod.labels());
            } else if (former != null) {
                remembered.put(pod.uid(), former);
            }
        }
        return remembered;
    }
}
