package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The patterns by which Cilium names domains, in `toFQDNs`, in DNS rules and in `serverNames`.
///
/// Domain names are texts in lower case. Those of DNS end in a dot; names of TLS servers, as clients send them, do not.
public final class DomainNames {
    private static final int LONGEST = 255;
    private static final CodePoints CHARACTERS = CodePoints.of('a', 'z', '0', '9', '-', '-', '_', '_');
    private static final Expression DOT = Expression.text(".");
    private static final Expression LABEL = Expression.some(CHARACTERS);
    private static final Expression LABELS_WITH_DOTS = new Expression.Repetition(
            new Expression.Sequence(List.of(LABEL, DOT)), 1, Expression.UNBOUNDED);

    /// Every name that DNS can be asked for, the root among them.
    public static final Language DNS = Language.of(new Expression.Choice(List.of(LABELS_WITH_DOTS, DOT)),
            Effort.usual());
    /// Every name that a TLS client can ask for.
    public static final Language SERVERS = Language.of(new Expression.Sequence(List.of(
            new Expression.Repetition(new Expression.Sequence(List.of(LABEL, DOT)), 0, Expression.UNBOUNDED),
            LABEL)),
            Effort.usual());

    /// What `**.` at the beginning of a DNS pattern stands for.
    public enum DoubleStar {
        /// One label, as `*.`: Cilium before 1.19.
        ONE_LABEL,
        /// One or more labels: Cilium 1.19 and later.
        LABELS
    }

    /// How names of TLS servers are read.
    public enum ServerNameSyntax {
        /// As they are: Cilium before 1.18.
        EXACT,
        /// With `*.` for one label and `**.` for one or more at the beginning: Cilium 1.18 and later.
        WILDCARDS
    }

    private DomainNames() {}

    /// A DNS name that is written out.
    public static Meaning name(String matchName) {
        if (!isWritten(matchName, false)) {
            return new Meaning.Invalid("a name has 1 to 255 letters, digits, dots, hyphens and underscores");
        }
        return new Meaning.Exact(
                Language.literal(withDot(matchName.toLowerCase(Locale.ROOT))).intersect(DNS)
                        .writtenAs(matchName));
    }

    /// A pattern of DNS names: `*` stands for any part of a label, alone for every name.
    public static Meaning pattern(String matchPattern, DoubleStar doubleStar) {
        if (!isWritten(matchPattern, true)) {
            return new Meaning.Invalid(
                    "a pattern has 1 to 255 letters, digits, dots, hyphens, underscores and stars");
        }
        var pattern = withDot(matchPattern.toLowerCase(Locale.ROOT));
        if (pattern.matches("\\*+\\.")) {
            return new Meaning.Exact(DNS);
        }
        var parts = new ArrayList<Expression>();
        var rest = pattern;
        if (doubleStar == DoubleStar.LABELS && pattern.matches("\\*\\*+\\..*")) {
            parts.add(LABELS_WITH_DOTS);
            rest = pattern.substring(pattern.indexOf('.') + 1);
        }
        rest.replaceAll("\\*+", "*").chars().forEach(character -> parts.add(character == '*'
                ? Expression.any(CHARACTERS)
                : new Expression.One(CodePoints.of(character))));
        try {
            var language = Language.of(new Expression.Sequence(parts), Effort.usual());
            return new Meaning.Exact(language.intersect(DNS).writtenAs(matchPattern));
        } catch (LanguageTooLargeException reason) {
            return new Meaning.Undecided(String.valueOf(reason.getMessage()));
        }
    }

    /// The name of a TLS server, or a pattern of such names.
    public static Meaning serverName(String serverName, ServerNameSyntax syntax) {
        if (serverName.isEmpty()) {
            return new Meaning.Invalid("a server name must not be empty");
        }
        var name = serverName.toLowerCase(Locale.ROOT).replaceFirst("(?<=.)\\.$", "");
        var parts = new ArrayList<Expression>();
        if (syntax == ServerNameSyntax.WILDCARDS) {
            if (serverName.length() > LONGEST || !serverName.matches("(\\*?\\*\\.)?[-.a-zA-Z0-9_]+")) {
                return new Meaning.Invalid(
                        "a server name is a domain name, with *. or **. before it if need be");
            }
            if (name.startsWith("**.")) {
                parts.add(LABELS_WITH_DOTS);
            } else if (name.startsWith("*.")) {
                parts.add(LABEL);
                parts.add(DOT);
            }
            name = name.replaceFirst("^\\*+\\.", "");
        }
        parts.add(Expression.text(name));
        try {
            return new Meaning.Exact(
                    Language.of(new Expression.Sequence(parts), Effort.usual()).intersect(SERVERS)
                            .writtenAs(serverName));
        } catch (LanguageTooLargeException reason) {
            return new Meaning.Undecided(String.valueOf(reason.getMessage()));
        }
    }

    private static boolean isWritten(String text, boolean withStars) {
        return !text.isEmpty() && text.length() <= LONGEST
                && text.chars().allMatch(character -> character == '.'
                        || (withStars && character == '*')
                        || CHARACTERS.contains(character)
                        || (character >= 'A' && character <= 'Z'));
    }

    private static String withDot(String name) {
        return name.endsWith(".") ? name : name + ".";
    }
}
