package dev.ringfence.web.view;

import dev.ringfence.drift.Cause;
import java.util.Optional;

/// What makes a difference.
///
/// @param rule where in the object; absent where the whole object is the cause
public record CauseView(ObjectView object, Optional<String> rule, Optional<ChangeView> changedBy) {

    public static CauseView of(Cause cause) {
        return new CauseView(ObjectView.of(cause.object()), Text.unlessEmpty(cause.rule()),
                cause.changedBy().map(ChangeView::of));
    }
}
