package dev.ringfence.policy;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// A release of Cilium, as far as releases read policies differently.
public record CiliumVersion(int major, int minor, int patch) implements Comparable<CiliumVersion> {
    private static final Pattern TEXT = Pattern
            .compile("v?([0-9]{1,4})\\.([0-9]{1,4})(?:\\.([0-9]{1,4}))?(?:[-+@].*)?");
    private static final Comparator<CiliumVersion> ORDER = Comparator.comparingInt(CiliumVersion::major)
            .thenComparingInt(CiliumVersion::minor).thenComparingInt(CiliumVersion::patch);

    /// The version in a text such as `1.19.4` or `v1.18.6-rc.0`, as image tags have it; nothing where there is none.
    public static Optional<CiliumVersion> parse(String text) {
        var match = TEXT.matcher(text);
        return match.matches()
                ? Optional.of(new CiliumVersion(Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        match.group(3) == null ? 0 : Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    /// Whether this is the given minor release of Cilium 1 or a later one.
    public boolean isAtLeast(int minorOfOne) {
        return compareTo(new CiliumVersion(1, minorOfOne, 0)) >= 0;
    }

    /// Whether this is a patch of the given minor release of Cilium 1, before patch `fixed`.
    boolean isBefore(int minorOfOne, int fixed) {
        return major == 1 && minor == minorOfOne && patch < fixed;
    }

    @Override
    public int compareTo(CiliumVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
