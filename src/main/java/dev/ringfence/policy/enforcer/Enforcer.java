package dev.ringfence.policy.enforcer;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An enforcer of policies that Ringfence can recognise.
///
/// The others than Cilium see addresses only, so that an `ipBlock` matches pods too.
public enum Enforcer {
    CILIUM("cilium"), CALICO("calico"), ANTREA("antrea"), OVN_KUBERNETES("ovn-kubernetes");

    private static final String GENERIC = "generic";
    private final String text;

    Enforcer(String text) {
        this.text = text;
    }

    /// As people write it, such as `ovn-kubernetes`.
    public String text() {
        return text;
    }

    /// How it reads policies, as far as nothing more is known.
    public EnforcementProfile profile() {
        return switch (this) {
            case CILIUM -> EnforcementProfile.CILIUM;
            case CALICO, ANTREA, OVN_KUBERNETES -> EnforcementProfile.of(Assumption.YES);
        };
    }

    /// The profile that a person asks for, such as `generic`, `calico` or `cilium:1.18.4`; nothing where that is none.
    public static Optional<EnforcementProfile> named(String wanted) {
        var colon = wanted.indexOf(':');
        var name = colon < 0 ? wanted : wanted.substring(0, colon);
        if (colon >= 0) {
            return name.equals(CILIUM.text)
                    ? CiliumVersion.parse(wanted.substring(colon + 1)).map(CiliumProfile::of)
                            .map(EnforcementProfile::of)
                    : Optional.empty();
        }
        return name.equals(GENERIC)
                ? Optional.of(EnforcementProfile.GENERIC)
                : Arrays.stream(values()).filter(enforcer -> enforcer.text.equals(name)).findFirst()
                        .map(Enforcer::profile);
    }

    /// What [#named(String)] takes, for messages.
    public static List<String> names() {
        return Arrays.stream(values()).map(Enforcer::text).collect(Collectors.collectingAndThen(
                Collectors.toList(), names -> {
                    names.addFirst(GENERIC);
                    names.add(2, CILIUM.text + ":VERSION");
                    return List.copyOf(names);
                }));
    }
}
