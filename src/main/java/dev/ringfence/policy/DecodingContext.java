package dev.ringfence.policy;

/// What decides the meaning of a policy besides its own text.
///
/// @param profile how the enforcer reads policies
/// @param references the objects to which policies refer
public record DecodingContext(EnforcementProfile profile, References references) {
    /// Nothing is known.
    public static final DecodingContext GENERIC = of(EnforcementProfile.GENERIC);

    public static DecodingContext of(EnforcementProfile profile) {
        return new DecodingContext(profile, References.NONE);
    }
}
