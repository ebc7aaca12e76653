package dev.ringfence.daemon;

import java.util.Comparator;

/// Somebody undoes every repair of an object.
///
/// @param object what is repaired, as `Kind namespace/name`
/// @param rival the field manager that undoes it; empty where nobody can tell
record Fight(String object, String rival) implements Comparable<Fight> {
    private static final Comparator<Fight> ORDER = Comparator.comparing(Fight::object)
            .thenComparing(Fight::rival);

    @Override
    public int compareTo(Fight other) {
        return ORDER.compare(this, other);
    }

    /// The fight in words.
    String text() {
        return "every repair of " + object + " by ringfence is undone by "
                + (rival.isEmpty() ? "an unknown field manager" : rival);
    }
}
