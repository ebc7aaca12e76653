package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import java.util.Map;

/// The form in which the API server keeps objects of custom kinds: it drops the fields that a kind does not know, so that they
/// mean nothing.
final class Structure {

    private Structure() {}

    /// The field, which must be an object.
    static Field object(Field field) {
        if (field.raw() instanceof Map<?, ?>) {
            return field;
        }
        throw field.invalid("an object");
    }
}
