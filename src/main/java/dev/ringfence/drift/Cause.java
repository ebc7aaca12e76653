package dev.ringfence.drift;

import dev.ringfence.model.FieldChange;
import dev.ringfence.model.ObjectReference;
import java.util.Optional;

/// What makes a difference, and what is known about who made it.
///
/// @param object the object that makes the difference
/// @param rule where in the object, such as `spec.ingress[0]`; empty where the whole object is the cause
/// @param changedBy the last writer of the object, where the object exists and says so
public record Cause(ObjectReference object, String rule, Optional<FieldChange> changedBy) {}
