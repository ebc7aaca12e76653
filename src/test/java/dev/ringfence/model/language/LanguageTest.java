package dev.ringfence.model.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({"/v1/.*, /v1/", "'[^a]', b", "'[0-9A-Z]', 0", "'[!-~]{2}', aa",
            "'\\x01|long enough', long enough",
            "'\u00e9\\x02|\u00e9\u00e8', \u00e9\u00e8", "'[^a-z]', 0", "'[ /]x', /x", "'(?s).', a"})
    void theWitnessIsPlainThenShortThenUsual(String expression, String witness) {
        assertThat(language(expression).witness()).contains(witness);
    }

    @Test
    void onlyTheEmptyLanguageHasNoWitness() {
        assertThat(Language.NONE.witness()).isEmpty();
        assertThat(Language.literal("\u0001").witness()).contains("\u0001");
        assertThat(Language.ALL.witness()).contains("");
    }

    @Test
    void textsAreComparedByCodePoints() {
        assertThat(language(".").contains("\ud83d\ude80")).isTrue();
        assertThat(Language.literal("\ud83d\ude80").minus(language("[\\x{1F680}-\\x{10FFFF}]")))
                .isEqualTo(Language.NONE);
    }

    @Test
    void languagesAreMadeOfTextsAndOfEachOther() {
        var names = Language.literals(List.of("b", "a", "b"));

        assertThat(names).isEqualTo(language("[ab]")).isEqualTo(Language.anyOf(List.of(Language.literal("a"),
                Language.literal("b"))));
        assertThat(Language.sequence(List.of(names, Language.over(CodePoints.in("xy")))))
                .isEqualTo(language("[ab][xy]*"));
        assertThat(Language.sequence(List.of()).witness()).contains("");
        assertThat(Language.anyOf(List.of())).isEqualTo(Language.NONE);
    }

    @Test
    void aLongListOfNamesIsDecided() {
        var names = IntStream.range(0, 1_000)
                .mapToObj(i -> Language.literal("service-" + i + ".example.com.")).toList();
        var all = Language.anyOf(names);

        assertThat(all.contains("service-999.example.com.")).isTrue();
        assertThat(all.contains("service-1000.example.com.")).isFalse();
        assertThat(all.contains(names.get(500))).isTrue();
    }

    @Test
    void whatIsTooLargeSaysSo() {
        var one = language(".*a.{9}");
        var two = language(".*b.{9}");

        assertThatThrownBy(() -> one.intersect(two.complement().union(language(".*c.{9}"))))
                .isInstanceOf(LanguageTooLargeException.class)
                .hasMessageStartingWith("an automaton that decides this ");
        assertThat(LanguageTooLargeException.guard(() -> one.union(two, new Effort(100)))).isEmpty();
        assertThat(LanguageTooLargeException.guard(() -> one.complement())).contains(one.complement());
    }

    @Test
    void aLanguageIsShownAsItWasWrittenOrByItsTexts() {
        assertThat(language("/v1/.*")).hasToString("/v1/.*");
        assertThat(language("/v1/.*").minus(language("/v1/a"))).hasToString("/v1/.* but not /v1/a");
        assertThat(Language.over(CodePoints.of('a', 'z'))).hasToString("texts like \"\"");
        assertThat(language("a|b").intersect(language("b|c"))).hasToString("b");
        assertThat(Language.anyOf(List.of(language("x.*"), language("y")))).hasToString("x.* or y");
        assertThat(language("a\nb")).hasToString("a\\u000ab");
        assertThat(Language.NONE).hasToString("no text");
    }

    private static Language language(String expression) {
        return ((Meaning.Exact) Re2.meaning(expression)).language();
    }
}
