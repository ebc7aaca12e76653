package dev.ringfence.cluster.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostileTextTest {

    @Test
    void harmlessTextStaysAsItIs() {
        assertThat(HostileText.bounded("kubectl-édit 🚀", 20)).isEqualTo("kubectl-édit 🚀");
        assertThat(HostileText.bounded("", 20)).isEmpty();
    }

    @Test
    void controlAndFormattingCharactersAreSpelledOut() {
        assertThat(HostileText.bounded("a\r\n\t\u001b\u202eb\u2028", 100))
                .isEqualTo("a\\u{d}\\u{a}\\u{9}\\u{1b}\\u{202e}b\\u{2028}");
    }

    @Test
    void loneSurrogatesAreSpelledOut() {
        assertThat(HostileText.bounded("a\ud800b", 100)).isEqualTo("a\\u{d800}b");
    }

    @Test
    void textOfTheLimitIsWholeAndLongerTextIsCut() {
        assertThat(HostileText.bounded("12345", 5)).isEqualTo("12345");
        assertThat(HostileText.bounded("123456", 5)).isEqualTo("1234…");
        assertThat(HostileText.bounded("123🚀🚀", 5)).isEqualTo("123…");
    }
}
