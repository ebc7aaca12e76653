package dev.ringfence.web.view;

import dev.ringfence.model.FieldChange;

/// What is known about who changed an object.
///
/// @param confidence what the knowledge rests on; `FieldManager` is a name that every client chooses for itself
public record ChangeView(String manager, String operation, String at, String confidence) {
    private static final String FIELD_MANAGER = "FieldManager";

    public static ChangeView of(FieldChange change) {
        return new ChangeView(change.manager(), change.operation(), Text.time(change.at()), FIELD_MANAGER);
    }
}
