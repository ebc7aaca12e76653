package dev.ringfence.daemon;

import dev.ringfence.model.ObjectReference;
import java.time.Instant;
import java.util.Optional;

/// Something worth a Kubernetes event (events.k8s.io/v1).
///
/// @param regarding the affected object
/// @param related the cause, or the baseline
/// @param warning whether it is unexpected
/// @param reason from a closed set, CamelCase, at most 128 characters
/// @param action what was done or attempted, from a closed set
/// @param note one sentence, at most 1,024 characters
public record Notice(ObjectReference regarding, Optional<ObjectReference> related, boolean warning,
        String reason,
        String action, String note, Instant at) {}
