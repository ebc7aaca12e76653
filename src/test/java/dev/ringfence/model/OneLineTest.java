package dev.ringfence.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "ai-workloads", "naïve → text", "\uD83D\uDE80 rocket", "exactly16letters"})
    void visibleTextThatFitsStaysAsItIs(String text) {
        assertThat(OneLine.of(text, 16)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"'a\nb', a\\u000ab", "'\u001b[31m', \\u001b[31m", "'a\u202eb', a\\u202eb",
            "'a\u2028b', a\\u2028b",
            "'\u0085', \\u0085"})
    void whatIsInvisibleOrEndsALineIsEscaped(String text, String line) {
        assertThat(OneLine.of(text, 64)).isEqualTo(line);
    }

    @Test
    void halfOfASurrogatePairIsEscaped() {
        assertThat(OneLine.of("a" + (char) 0xD83D + "b", 64)).isEqualTo("a\\ud83db");
    }

    @Test
    void longTextIsCutWithoutSplittingACharacter() {
        assertThat(OneLine.of("seventeen letters", 16)).isEqualTo("seventeen let...");
        assertThat(OneLine.of("123456789012\uD83D\uDE80 and more", 16)).isEqualTo("123456789012...");
        assertThat(OneLine.of("\n".repeat(1_000_000), 16)).isEqualTo("\\u000a\\u000a...");
    }
}
