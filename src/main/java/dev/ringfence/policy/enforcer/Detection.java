package dev.ringfence.policy.enforcer;

import dev.ringfence.model.OneLine;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is known of the enforcer of a cluster, and how it was found out.
///
/// @param source where it was seen, in a few words
/// @param warnings what could not be taken into account
public record Detection(EnforcementProfile profile, String source, List<String> warnings) {
    private static final int TEXT_LIMIT = 300;
    private static final int EVIDENCE_LIMIT = 1500;

    public Detection {
        warnings = List.copyOf(warnings);
    }

    /// What the sightings mean. None or several enforcers leave open how policies are read.
    public static Detection of(Sightings seen) {
        var enforcers = EnumSet.noneOf(Enforcer.class);
        enforcers.addAll(seen.images().keySet());
        if (seen.ciliumConfig().isPresent()) {
            enforcers.add(Enforcer.CILIUM);
        }
        if (enforcers.size() != 1) {
            return assumed(enforcers.isEmpty()
                    ? "no enforcer recognised"
                    : "several enforcers: "
                            + enforcers.stream().map(Enforcer::text).collect(Collectors.joining(", ")));
        }
        var only = enforcers.iterator().next();
        return only == Enforcer.CILIUM
                ? ofCilium(seen)
                : new Detection(only.profile(),
                        only.text() + ", " + image(seen.images().getOrDefault(only, "")), List.of());
    }

    /// Nothing is known.
    ///
    /// @param reason why
    public static Detection assumed(String reason) {
        return new Detection(EnforcementProfile.GENERIC, reason + ": generic, assumed", List.of());
    }

    private static Detection ofCilium(Sightings seen) {
        var warnings = new ArrayList<String>();
        var image = Optional.ofNullable(seen.images().get(Enforcer.CILIUM));
        var version = image.flatMap(Detection::version);
        if (version.isEmpty()) {
            warnings.add("the version of Cilium cannot be told from its image: judged as "
                    + CiliumProfile.CURRENT.version());
        }
        if (seen.ciliumConfig().isEmpty()) {
            warnings.add("no cilium-config: judged with the defaults of Cilium");
        }
        var settings = new CiliumSettings(seen.ciliumConfig().orElse(Map.of()));
        var profile = settings.profile(version.orElse(CiliumProfile.CURRENT.version()));
        warnings.addAll(settings.warnings());
        return new Detection(profile,
                (seen.ciliumConfig().isPresent() ? "cilium-config of kube-system, " : "")
                        + image.map(Detection::image).orElse("no image of Cilium"),
                warnings);
    }

    private static String image(String image) {
        return "image " + OneLine.of(image, TEXT_LIMIT);
    }

    /// The version in the tag of an image; a digest may follow it, and a registry may have a port.
    private static Optional<CiliumVersion> version(String image) {
        var name = image.split("@", 2)[0];
        var tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? CiliumVersion.parse(name.substring(tag + 1)) : Optional.empty();
    }

    /// All of it in one line.
    public String evidence() {
        var text = new StringBuilder(source);
        warnings.forEach(warning -> text.append("; ").append(warning));
        return OneLine.of(text.toString(), EVIDENCE_LIMIT);
    }
}
