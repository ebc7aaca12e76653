package dev.ringfence.model.request;

import dev.ringfence.model.language.Effort;
import dev.ringfence.model.language.Language;
import java.util.Collection;
import java.util.Comparator;

/// A set of values of one field, absence being one of them.
///
/// @param absent whether the field may be missing
/// @param texts what it may be if it is not
record Values(boolean absent, Language texts) implements Comparable<Values> {
    private static final Comparator<Values> ORDER = Comparator.comparing(Values::absent)
            .thenComparing(Values::texts);

    static final Values NONE = new Values(false, Language.NONE);

    static Values anyOf(Collection<Values> sets) {
        return sets.size() == 1
                ? sets.iterator().next()
                : new Values(sets.stream().anyMatch(Values::absent),
                        Language.anyOf(sets.stream().map(Values::texts).toList()));
    }

    boolean isEmpty() {
        return !absent && texts.isEmpty();
    }

    Values intersect(Values other, Effort effort) {
        return new Values(absent && other.absent, texts.intersect(other.texts, effort));
    }

    Values minus(Values other, Effort effort) {
        return new Values(absent && !other.absent, texts.minus(other.texts, effort));
    }

    /// The same set, whose texts are shown as those of `other` were written.
    Values writtenAs(Values other) {
        return new Values(absent, texts.writtenAs(other.texts));
    }

    /// The same set, whose texts are shown as whatever is not in `other`.
    Values writtenAsAllBut(Values other) {
        return new Values(absent, texts.writtenAsAllBut(other.texts));
    }

    boolean contains(Values other, Effort effort) {
        return (absent || !other.absent) && texts.contains(other.texts, effort);
    }

    boolean meets(Values other, Effort effort) {
        return (absent && other.absent) || texts.meets(other.texts, effort);
    }

    @Override
    public int compareTo(Values other) {
        return ORDER.compare(this, other);
    }

    /// A text that equal sets have and, as good as always, only they.
    String named() {
        return this + " [" + Long.toHexString(texts.fingerprint()) + "]";
    }

    @Override
    public String toString() {
        return absent ? texts.isEmpty() ? "absent" : "absent or " + texts : texts.toString();
    }
}
