package dev.ringfence.model.request;

import dev.ringfence.model.language.Language;

/// What a Cilium rule says about the authentication of the two parties.
public enum Authentication {
    DISABLED, REQUIRED, ALWAYS_FAILS;

    /// What may be said on connections of this mode.
    public Constraint constraint() {
        return switch (this) {
            case DISABLED -> Constraint.EVERYTHING;
            case REQUIRED -> Constraint.of(Box.EVERYTHING, Field.AUTHENTICATION,
                    new Values(false, Language.literal(Field.AUTHENTICATED)));
            case ALWAYS_FAILS -> Constraint.NOTHING;
        };
    }
}
