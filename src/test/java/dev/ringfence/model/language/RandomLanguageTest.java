package dev.ringfence.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Smallest;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds languages against a search that tries everything, on every short text, and against the laws of sets.
class RandomLanguageTest {
    private static final int EXPRESSIONS = 250;
    private static final int DEPTH = 3;
    private static final List<String> TEXTS = Texts.upTo(4, "a", "b", "A", "-", "\n");

    private record Pair(RandomExpression one, RandomExpression two) {
        static Pair of(Random random) {
            return new Pair(RandomExpression.of(random, DEPTH), RandomExpression.of(random, DEPTH));
        }

        Stream<Pair> smaller() {
            return Stream.concat(one.smaller().map(smaller -> new Pair(smaller, two)),
                    two.smaller().map(smaller -> new Pair(one, smaller)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyShortTextIsDecidedAsByTryingEverything(long block) {
        for (var seed = block * EXPRESSIONS; seed < (block + 1) * EXPRESSIONS; seed++) {
            var expression = RandomExpression.of(new Random(seed), DEPTH);
            if (disagreement(expression).isPresent()) {
                var smallest = Smallest.of(expression, RandomExpression::smaller,
                        smaller -> disagreement(smaller).isPresent());
                assertThat(disagreement(smallest)).as("seed %d, shrunk to %s", seed, smallest).isEmpty();
            }
        }
    }

    private static Optional<String> disagreement(RandomExpression expression) {
        var language = language(expression);
        return TEXTS.stream()
                .filter(text -> language.contains(text) != expression.ends(text, 0).contains(text.length()))
                .map(text -> '"' + text + '"').findFirst();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void operationsDoToEveryTextWhatTheySay(long block) {
        everyPair(block, pair -> {
            var one = language(pair.one());
            var two = language(pair.two());
            return decides(one.union(two), text -> one.contains(text) || two.contains(text))
                    && decides(one.intersect(two), text -> one.contains(text) && two.contains(text))
                    && decides(one.minus(two), text -> one.contains(text) && !two.contains(text))
                    && decides(one.complement(), text -> !one.contains(text))
                    && decides(Language.anyOf(List.of(one, two)),
                            text -> one.contains(text) || two.contains(text))
                    && decides(Language.sequence(List.of(one, two)), text -> isSplit(text, one, two));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theLawsOfSetsHoldAndEqualMeaningIsEqualValue(long block) {
        everyPair(block, pair -> {
            var one = language(pair.one());
            var two = language(pair.two());
            var both = one.intersect(two);
            return same(one.union(two), two.union(one), (a, b) -> a.compareTo(b) == 0)
                    && same(both, two.intersect(one), Object::equals)
                    && same(one.complement().complement(), one, Object::equals)
                    && same(one.minus(two).union(both), one, Object::equals)
                    && same(one.union(two), Language.anyOf(List.of(two, one, two)), Object::equals)
                    && same(one.union(both), one, Object::equals)
                    && one.contains(both) && one.union(two).contains(two)
                    && one.contains(two) == two.minus(one).isEmpty()
                    && one.meets(two, Effort.usual()) == !both.isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void theWitnessIsInTheLanguageAndNoneIsShorterInPlainText(long block) {
        everyPair(block, pair -> {
            var language = language(pair.one()).minus(language(pair.two()));
            var plain = TEXTS.stream().filter(text -> !text.contains("\n")).filter(language::contains)
                    .findFirst();
            return language.witness().isEmpty() == language.isEmpty()
                    && language.witness().stream().allMatch(language::contains)
                    && plain.stream()
                            .allMatch(text -> language.witness().orElseThrow().length() <= text.length()
                                    && language.witness().orElseThrow().chars()
                                            .allMatch(point -> point >= ' ' && point <= '~'));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {41})
    void spellingNeverMatters(long block) {
        everyPair(block, pair -> language("(?:" + pair.one() + ")|(" + pair.two() + "){1}")
                .equals(language("(?P<x>" + pair.two() + ")|\\A(?:" + pair.one() + ")\\z|" + pair.two())));
    }

    private static void everyPair(long block, Predicate<Pair> holds) {
        for (var seed = block * EXPRESSIONS; seed < (block + 1) * EXPRESSIONS; seed++) {
            var pair = Pair.of(new Random(seed));
            if (!holds.test(pair)) {
                var smallest = Smallest.of(pair, Pair::smaller, smaller -> !holds.test(smaller));
                assertThat(holds.test(smallest)).as("seed %d, shrunk to %s", seed, smallest).isTrue();
            }
        }
    }

    private static boolean decides(Language language, Predicate<String> expected) {
        return TEXTS.stream().allMatch(text -> language.contains(text) == expected.test(text));
    }

    private static boolean isSplit(String text, Language first, Language second) {
        return IntStream.rangeClosed(0, text.length())
                .anyMatch(at -> first.contains(text.substring(0, at)) && second.contains(text.substring(at)));
    }

    private static boolean same(Language one, Language two, BiPredicate<Language, Language> how) {
        return how.test(one, two) && one.equals(two) && one.hashCode() == two.hashCode();
    }

    private static Language language(RandomExpression expression) {
        return language(expression.toString());
    }

    private static Language language(String expression) {
        return ((Meaning.Exact) Re2.meaning(expression)).language();
    }
}
