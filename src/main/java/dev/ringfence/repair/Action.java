package dev.ringfence.repair;

import dev.ringfence.model.ObjectReference;
import java.util.Map;
import java.util.Set;

/// Something that Ringfence wants to do to the cluster about a drift; carrying it out is the cluster package's part.
///
/// Every action states the state that it wants, so doing it twice changes nothing.
public sealed interface Action {

    /// The drift that asks for the action.
    String driftId();

    /// What is acted upon.
    ObjectReference target();

    /// The action as users see it, such as `RestorePolicy`.
    String name();

    /// Creates a baseline policy that does not exist.
    ///
    /// @param manifest the complete object, as a plain JSON tree
    record CreatePolicy(String driftId, ObjectReference target,
            Map<String, Object> manifest) implements Action {
        @Override
        public String name() {
            return "CreatePolicy";
        }
    }

    /// Replaces all that a baseline policy says that was changed, and leaves its labels and annotations alone.
    ///
    /// @param resourceVersion the version that was judged; any other is a conflict, to be judged anew
    /// @param content the members `spec` and `specs`, each complete, as plain JSON trees
    /// @param surplus those of these members that the live object has and must not have
    record RestorePolicy(String driftId, ObjectReference target, String resourceVersion,
            Map<String, Object> content, Set<String> surplus)
            implements
                Action {
        @Override
        public String name() {
            return "RestorePolicy";
        }
    }

    /// Deletes a foreign policy that loosens; only where the baseline opts in.
    ///
    /// @param resourceVersion the version that was judged; any other is a conflict, to be judged anew
    record DeletePolicy(String driftId, ObjectReference target, String resourceVersion) implements Action {
        @Override
        public String name() {
            return "DeletePolicy";
        }
    }

    /// Creates a guarded namespace that does not exist.
    record CreateNamespace(String driftId, ObjectReference target,
            Map<String, String> labels) implements Action {
        @Override
        public String name() {
            return "CreateNamespace";
        }
    }

    /// Sets labels that the baseline wants on a guarded namespace, and leaves its other labels alone.
    record LabelNamespace(String driftId, ObjectReference target,
            Map<String, String> labels) implements Action {
        @Override
        public String name() {
            return "LabelNamespace";
        }
    }
}
