package dev.ringfence.drift;

import dev.ringfence.model.Labels;
import dev.ringfence.model.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The drifts of a guarded namespace itself: gone, or without labels that it must carry.
final class NamespaceDrifts {
    private final Circumstances circumstances;
    private final DriftDraft draft;

    NamespaceDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    /// Whether the namespace is there to be judged.
    boolean isThere() {
        return circumstances.live().state().map(state -> !state.terminating()).orElse(false);
    }

    List<Drift> find() {
        var drifts = new ArrayList<Drift>();
        var state = circumstances.live().state();
        if (state.isEmpty()) {
            drifts.add(missing("", Verdict.TIGHTENED, "namespace " + name() + " does not exist"));
        } else if (state.get().terminating()) {
            // Its policies may be gone before its pods are, and none can be created any more.
            var verdict = circumstances.live().pods().isEmpty() ? Verdict.TIGHTENED : Verdict.INDETERMINATE;
            drifts.add(missing(state.get().uid(), verdict, "namespace " + name() + " is being deleted"));
        } else {
            unlabelled(state.get().uid(), state.get().labels()).ifPresent(drifts::add);
        }
        return drifts;
    }

    private Drift missing(String uid, Verdict verdict, String summary) {
        return draft.plain(DriftKind.NAMESPACE_MISSING, verdict, Severity.WARNING, reference(""), uid,
                circumstances.live().pods(), cause("", uid), summary);
    }

    private Optional<Drift> unlabelled(String uid, Labels labels) {
        var scope = circumstances.expectation().baseline().scope();
        if (!labels.containsAll(scope.labels())) {
            var lost = new TreeMap<>(scope.labels().toMap());
            lost.entrySet().removeIf(entry -> entry.getValue().equals(labels.get(entry.getKey())));
            return Optional.of(unlabelled(uid, "namespace " + name() + " must carry " + Labels.of(lost)));
        }
        var outside = !scope.names().contains(name())
                && scope.selector().map(selector -> !selector.matches(labels)).orElse(false);
        return outside
                ? Optional.of(
                        unlabelled(uid, "namespace " + name() + " lost the labels by which it was guarded"))
                : Optional.empty();
    }

    private Drift unlabelled(String uid, String summary) {
        return draft.plain(DriftKind.NAMESPACE_UNLABELLED, Verdict.INDETERMINATE, Severity.WARNING,
                reference(uid), uid,
                circumstances.live().pods(), cause("metadata.labels", uid), summary);
    }

    private String name() {
        return circumstances.live().name();
    }

    private ObjectReference reference(String uid) {
        return ObjectReference.namespace(name(), uid);
    }

    private Cause cause(String rule, String uid) {
        return new Cause(reference(uid), rule, Optional.empty());
    }
}
