package dev.ringfence.model.language;

/// The regular expressions of RE2, as Envoy matches them against the whole of a text, by default without regard to lines.
///
/// A text is a sequence of Unicode code points: RE2 reads UTF-8, and no expression but `\C` matches bytes that are no
/// UTF-8. `.` does not match a newline unless `(?s)` says so, while `[^a]` does. Conditions (`^`, `$`, `\b` ...) are exact
/// wherever they stand. Unicode categories (`\pL`) are those of the Java platform, which may be younger or older than those of
/// a given RE2; scripts (`\p{Greek}`) are undecided.
public final class Re2 {
    static final int LONGEST = 8_192;

    private Re2() {}

    /// What an expression says.
    public static Meaning meaning(String expression) {
        if (expression.length() > LONGEST) {
            return new Meaning.Undecided("an expression of more than " + LONGEST + " characters");
        }
        try {
            var effort = Effort.usual();
            return new Meaning.Exact(
                    Language.of(new Re2Parser(expression, effort).parse(), effort).writtenAs(expression));
        } catch (PatternException reason) {
            return reason.meaning();
        } catch (LanguageTooLargeException reason) {
            return new Meaning.Undecided(String.valueOf(reason.getMessage()));
        }
    }
}
