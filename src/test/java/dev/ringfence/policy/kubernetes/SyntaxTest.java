package dev.ringfence.policy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

    @ParameterizedTest
    @CsvSource({"LABEL_KEY,app", "LABEL_KEY,App_1.x-y", "LABEL_KEY,example.com/app", "LABEL_KEY,a/b",
            "LABEL_VALUE,''",
            "LABEL_VALUE,A.b_c-1", "PORT_NAME,http", "PORT_NAME,8080-a", "PORT_NAME,abcdefghijklmno",
            "DNS_LABEL,ai-1",
            "DNS_LABEL,1", "DNS_NAME,a.b-c.d"})
    void wellFormedTextIsAccepted(Syntax syntax, String text) {
        assertThat(syntax.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LABEL_KEY,''", "LABEL_KEY,-app", "LABEL_KEY,app-", "LABEL_KEY,/app",
            "LABEL_KEY,example.com/",
            "LABEL_KEY,a/b/c", "LABEL_KEY,Example.com/app", "LABEL_KEY,ä", "LABEL_VALUE,-a", "LABEL_VALUE,a.",
            "LABEL_VALUE,a/b", "PORT_NAME,''", "PORT_NAME,80", "PORT_NAME,Http", "PORT_NAME,a--b",
            "PORT_NAME,-a",
            "PORT_NAME,a-", "PORT_NAME,abcdefghijklmnop", "DNS_LABEL,''", "DNS_LABEL,Ai", "DNS_LABEL,a.b",
            "DNS_NAME,a..b", "DNS_NAME,.a", "DNS_NAME,a_b"})
    void malformedTextIsRefused(Syntax syntax, String text) {
        assertThat(syntax.accepts(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LABEL_KEY", "LABEL_VALUE", "DNS_LABEL"})
    void sixtyThreeIsTheLongestName(Syntax syntax) {
        assertThat(syntax.accepts("a".repeat(63))).isTrue();
        assertThat(syntax.accepts("a".repeat(64))).isFalse();
    }

    @Test
    void nothingIsAcceptedWithATrailingLineBreak() {
        for (var syntax : Syntax.values()) {
            assertThat(syntax.accepts("a\n")).as(syntax.expected()).isFalse();
        }
    }

    @Test
    void longDnsNameIsAcceptedUpTo253() {
        assertThat(Syntax.DNS_NAME.accepts("a.".repeat(126) + "a")).isTrue();
        assertThat(Syntax.DNS_NAME.accepts("a.".repeat(126) + "aa")).isFalse();
    }
}
