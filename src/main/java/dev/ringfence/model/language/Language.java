package dev.ringfence.model.language;

import dev.ringfence.model.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A regular set of texts, exactly: a minimal deterministic automaton over Unicode code points, so equal sets are equal values.
///
/// Every calculation is bounded and throws [LanguageTooLargeException] where it would cost too much; see
/// [LanguageTooLargeException#guard]. The work of several calculations can be bounded together by an [Effort].
public final class Language implements Comparable<Language> {
    private static final int SHOWN_WITNESS = 60;
    private static final int JOINED_AT_ONCE = 8;
    private static final int FEW_TEXTS = 3;
    private static final int STATES_TO_LIST = 200;
    private static final int LONGEST_WRITTEN = 120;
    public static final Language NONE = of(new Expression.Choice(List.of()));
    /// Every text, the empty one among them.
    public static final Language ALL = NONE.complement();

    private final Automaton automaton;
    private final int hash;
    /// Some text of the language, by which most questions about two languages are answered at once.
    private final Optional<String> sample;
    /// What all texts of the language begin with.
    private final String prefix;
    /// How somebody wrote it; empty if it was calculated. No part of the value.
    private final String written;

    private Language(Automaton automaton) {
        this(automaton, "");
    }

    private Language(Automaton automaton, String written) {
        this.automaton = automaton;
        this.written = written;
        this.hash = automaton.hashCode();
        this.sample = ShortestText.any(automaton);
        this.prefix = automaton.prefix();
    }

    private static Language of(Expression expression) {
        return of(expression, Effort.usual());
    }

    static Language of(Expression expression, Effort effort) {
        return new Language(Determinization.of(expression, effort));
    }

    /// Exactly this text.
    public static Language literal(String text) {
        return of(Expression.text(text));
    }

    /// Exactly these texts.
    public static Language literals(Collection<String> texts) {
        return anyOf(texts.stream().map(Language::literal).toList());
    }

    /// Every text of certain code points, the empty one among them.
    public static Language over(CodePoints points) {
        return of(Expression.any(points));
    }

    /// What is in any of several languages.
    public static Language anyOf(Collection<Language> languages) {
        var distinct = languages.stream().distinct().sorted().toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        var joined = anyOf(distinct, new Effort(Effort.MANY));
        return distinct.stream().noneMatch(language -> language.written.isEmpty())
                ? joined.writtenAs(
                        String.join(" or ", distinct.stream().map(language -> language.written).toList()))
                : joined;
    }

    /// The same set, shown to people as it was written.
    public Language writtenAs(String text) {
        return new Language(automaton, text.length() > LONGEST_WRITTEN ? "" : text);
    }

    /// The same set, shown as whatever is not in `other`.
    public Language writtenAsAllBut(Language other) {
        return other.written.isEmpty() ? this : writtenAs("anything but " + other.written);
    }

    /// The same set, shown as `other` was written, of which it is a part that matters.
    public Language writtenAs(Language other) {
        return writtenAs(other.written);
    }

    /// Joins halves first, as they have become minimal by the time they are joined.
    private static Language anyOf(List<Language> languages, Effort effort) {
        if (languages.size() <= JOINED_AT_ONCE) {
            return of(new Expression.Choice(languages.stream().map(Language::expression).toList()), effort);
        }
        var half = languages.size() / 2;
        return anyOf(languages.subList(0, half), effort)
                .union(anyOf(languages.subList(half, languages.size()), effort), effort);
    }

    /// A text of each of several languages, one after the other.
    public static Language sequence(List<Language> languages) {
        return of(new Expression.Sequence(languages.stream().map(Language::expression).toList()));
    }

    private Expression expression() {
        return new Expression.Known(automaton);
    }

    public boolean isEmpty() {
        return automaton.states() == 1 && !automaton.accepts(0);
    }

    public boolean isAll() {
        return automaton.states() == 1 && automaton.accepts(0);
    }

    public boolean contains(String text) {
        return automaton.accepts(text);
    }

    /// Whether every text of `other` is here.
    public boolean contains(Language other) {
        return contains(other, Effort.usual());
    }

    /// Whether every text of `other` is here.
    public boolean contains(Language other, Effort effort) {
        return isAll() || other.isEmpty() || equals(other) || (other.sample.stream().allMatch(this::contains)
                && !Product.meet(other.automaton, automaton.complement(), effort));
    }

    /// Whether there is a text in both.
    public boolean meets(Language other, Effort effort) {
        if (!prefix.startsWith(other.prefix) && !other.prefix.startsWith(prefix)) {
            return false;
        }
        return sample.stream().anyMatch(other::contains) || other.sample.stream().anyMatch(this::contains)
                || Product.meet(automaton, other.automaton, effort);
    }

    /// Every text that is not here.
    public Language complement() {
        return new Language(automaton.complement());
    }

    public Language intersect(Language other) {
        return intersect(other, Effort.usual());
    }

    public Language intersect(Language other, Effort effort) {
        if (isAll() || other.isEmpty() || equals(other)) {
            return other;
        }
        return isEmpty() || other.isAll()
                ? this
                : new Language(Product.intersection(automaton, other.automaton, effort));
    }

    public Language union(Language other) {
        return union(other, Effort.usual());
    }

    public Language union(Language other, Effort effort) {
        return complement().intersect(other.complement(), effort).complement();
    }

    public Language minus(Language other) {
        return minus(other, Effort.usual());
    }

    public Language minus(Language other, Effort effort) {
        var rest = intersect(other.complement(), effort);
        return rest.equals(this) || written.isEmpty() || other.written.isEmpty()
                ? rest
                : rest.writtenAs(written + " but not " + other.written);
    }

    /// The text that is easiest to read: without controls and foreign characters if possible, then the shortest, then the one
    /// of the most usual characters; none if there is no text at all.
    public Optional<String> witness() {
        return ShortestText.of(automaton);
    }

    /// How large the automaton is, as a measure of what calculations with it cost.
    public int states() {
        return automaton.states();
    }

    /// A number of 64 bits that tells languages apart, for all practical purposes.
    public long fingerprint() {
        return automaton.fingerprint();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Language language
                && (this == language || (hash == language.hash && automaton.equals(language.automaton)));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// Smaller automata first.
    @Override
    public int compareTo(Language other) {
        return automaton.compareTo(other.automaton);
    }

    /// All texts, if there are only a few.
    private List<String> few() {
        var texts = new ArrayList<String>();
        var rest = this;
        while (!rest.isEmpty()) {
            if (texts.size() == FEW_TEXTS || states() > STATES_TO_LIST) {
                return List.of();
            }
            var text = rest.witness().orElseThrow();
            texts.add(text);
            rest = rest.minus(literal(text));
        }
        return texts;
    }

    /// Such as `/v1/.*` where it was written so, `GET or POST`, or `texts like "/v1/"`, in one bounded line.
    @Override
    public String toString() {
        if (isEmpty()) {
            return "no text";
        }
        var few = written.isEmpty() ? few() : List.of(written);
        return few.isEmpty()
                ? "texts like \"" + OneLine.of(witness().orElseThrow(), SHOWN_WITNESS) + "\""
                : OneLine.of(String.join(" or ", few), LONGEST_WRITTEN);
    }
}
