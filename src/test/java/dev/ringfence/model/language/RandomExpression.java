package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A regular expression in a syntax that RE2 and `java.util.regex` read alike, with its parts.
///
/// @param before what stands before the parts
/// @param between what stands between any two of them
/// @param after what stands behind them
record RandomExpression(String before, String between, String after, List<RandomExpression> parts) {
    private static final List<String> ATOMS = List.of("a", "b", "A", "-", ".", "[ab]", "[^a]", "\\w", "\\W",
            "\\d", "\\D",
            "[a-b-]", "[A-Z]", "\\x61", "(?s:.)", "(?i:b)", "(?i:[a])", "(?i:[^A])", "\\Qa-\\E", "\\n",
            "[\\n-]", "\\b",
            "\\B", "\\A", "\\z", "^", "()", "a{2}", "\\pL", "\\PL");
    private static final int OFTEN = 9;

    /// How often a part is repeated.
    private enum Repetition {
        STAR("*", 0, OFTEN), PLUS("+", 1, OFTEN), OPTION("?", 0, 1), LAZY_STAR("*?", 0, OFTEN), LAZY_PLUS(
                "+?", 1, OFTEN), LAZY_OPTION("??", 0, 1), TWICE("{2}", 2, 2), NEVER("{0}", 0,
                        0), ONCE_OR_TWICE("{1,2}", 1, 2), TWICE_OR_MORE("{2,}", 2,
                                OFTEN), LAZY_UP_TO_TWICE("{0,2}?", 0, 2), ONCE("{1}", 1, 1);

        final String text;
        final int least;
        final int most;

        Repetition(String text, int least, int most) {
            this.text = text;
            this.least = least;
            this.most = most;
        }
    }

    /// @param depth how deep parts may be nested
    static RandomExpression of(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            var atom = ATOMS.get(random.nextInt(ATOMS.size())).replace("[a-b-]", "[a-b-]");
            return new RandomExpression(atom, "", "", List.of());
        }
        return switch (random.nextInt(4)) {
            case 0 -> new RandomExpression("(?:", "|", ")", parts(random, depth));
            case 1 -> new RandomExpression("(", "",
                    ")" + Repetition.values()[random.nextInt(Repetition.values().length)].text,
                    List.of(of(random, depth - 1)));
            case 2 -> new RandomExpression("(", "", ")", parts(random, depth));
            default -> new RandomExpression("(?:", "", ")", parts(random, depth));
        };
    }

    private static List<RandomExpression> parts(Random random, int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> of(random, depth - 1)).toList();
    }

    /// Where a match that begins at `start` may end, found by trying everything.
    Set<Integer> ends(String text, int start) {
        if (before.isEmpty() || !before.startsWith("(") || after.isEmpty()) {
            var matcher = Pattern.compile(before, Pattern.UNIX_LINES).matcher(text).useAnchoringBounds(false)
                    .useTransparentBounds(true);
            return IntStream.rangeClosed(start, text.length())
                    .filter(end -> matcher.region(start, end).matches()).boxed().collect(Collectors.toSet());
        }
        if (between.equals("|")) {
            return parts.isEmpty()
                    ? Set.of(start)
                    : parts.stream().flatMap(part -> part.ends(text, start).stream())
                            .collect(Collectors.toSet());
        }
        var repetition = Stream.of(Repetition.values()).filter(each -> after.equals(")" + each.text))
                .findFirst()
                .orElse(Repetition.ONCE);
        var ends = new HashSet<Integer>();
        var reached = Set.of(start);
        for (var times = 0; times <= repetition.most; times++) {
            if (times >= repetition.least) {
                ends.addAll(reached);
            }
            for (var part : parts) {
                reached = reached.stream().flatMap(at -> part.ends(text, at).stream())
                        .collect(Collectors.toSet());
            }
        }
        return ends;
    }

    /// The expressions that lack something of this one.
    Stream<RandomExpression> smaller() {
        return Stream.concat(parts.stream(), IntStream.range(0, parts.size()).boxed().flatMap(i -> {
            var less = new ArrayList<>(parts);
            var part = less.remove(i.intValue());
            return Stream.concat(Stream.of(with(less)), part.smaller().map(smaller -> {
                var changed = new ArrayList<>(parts);
                changed.set(i, smaller);
                return with(changed);
            }));
        }));
    }

    private RandomExpression with(List<RandomExpression> others) {
        return new RandomExpression(before, between, after, List.copyOf(others));
    }

    @Override
    public String toString() {
        return before + String.join(between, parts.stream().map(RandomExpression::toString).toList()) + after;
    }
}
