package dev.ringfence.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.language.DomainNames.DoubleStar;
import dev.ringfence.model.language.DomainNames.ServerNameSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNamesTest {

    @ParameterizedTest
    @CsvSource({"*.example.com, a.example.com., true", "*.example.com, example.com., false",
            "*.example.com, a.b.example.com., false", "*.Example.COM., a_-9.example.com., true",
            "*.example.com, .example.com., false",
            "a*b.com, ab.com., true", "a*b.com, a-b.com., true", "a***b.com, acb.com., true",
            "a*b.com, a.b.com., false",
            "*, ., true", "*, a.b.c., true", "***., a.b.c., true", "*com, example.com., false",
            "*com, telecom., true",
            "a.*.com, a.b.com., true", "a.*.com, a.b.c.com., false"})
    void aPatternMatchesWithinLabelsInEveryVersion(String pattern, String name, boolean expected) {
        for (var version : DoubleStar.values()) {
            assertThat(exact(DomainNames.pattern(pattern, version)).contains(name)).as("%s", version)
                    .isEqualTo(expected);
        }
    }

    @Test
    void twoStarsAtTheBeginningStandForOneLabelOrForSeveral() {
        var one = exact(DomainNames.pattern("**.example.com", DoubleStar.ONE_LABEL));
        var several = exact(DomainNames.pattern("***.example.com", DoubleStar.LABELS));

        assertThat(one).isEqualTo(exact(DomainNames.pattern("*.example.com", DoubleStar.LABELS)));
        assertThat(several.contains(one)).isTrue();
        assertThat(several.minus(one).witness()).contains("a.a.example.com.");
        assertThat(several.contains("example.com.")).isFalse();
        assertThat(exact(DomainNames.pattern("a.**.com", DoubleStar.LABELS)).contains("a.b.c.com."))
                .isFalse();
    }

    @Test
    void aNameIsItselfInAnyCaseWithOrWithoutItsDot() {
        assertThat(exact(DomainNames.name("API.example.com")))
                .isEqualTo(exact(DomainNames.name("api.example.com.")))
                .isEqualTo(Language.literal("api.example.com."));
        assertThat(exact(DomainNames.name("a..b")).isEmpty()).isTrue();
        assertThat(exact(DomainNames.pattern("*", DoubleStar.LABELS))).isEqualTo(DomainNames.DNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "*.example.com", "ä.example", "a/b"})
    void whatIsNoNameIsInvalid(String name) {
        assertThat(DomainNames.name(name)).isEqualTo(
                new Meaning.Invalid("a name has 1 to 255 letters, digits, dots, hyphens and underscores"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[a]", "ä.example"})
    void whatIsNoPatternIsInvalid(String pattern) {
        assertThat(DomainNames.pattern(pattern, DoubleStar.LABELS)).isEqualTo(new Meaning.Invalid(
                "a pattern has 1 to 255 letters, digits, dots, hyphens, underscores and stars"));
        assertThat(DomainNames.pattern("a".repeat(256), DoubleStar.LABELS))
                .isInstanceOf(Meaning.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"API.example.com, api.example.com, true", "*.example.com, a.example.com, true",
            "*.example.com, example.com, false", "*.example.com, a.b.example.com, false",
            "**.example.com, a.b.example.com, true",
            "**.example.com, a.example.com, true", "**.example.com, example.com, false",
            "example.com., example.com, true"})
    void serverNamesMayBeginWithStars(String pattern, String name, boolean expected) {
        assertThat(exact(DomainNames.serverName(pattern, ServerNameSyntax.WILDCARDS)).contains(name))
                .isEqualTo(expected);
    }

    @Test
    void serverNamesWereOnceExact() {
        assertThat(exact(DomainNames.serverName("*.example.com", ServerNameSyntax.EXACT)).isEmpty()).isTrue();
        assertThat(exact(DomainNames.serverName("a.example.com", ServerNameSyntax.EXACT)))
                .isEqualTo(Language.literal("a.example.com"));
        assertThat(DomainNames.serverName("", ServerNameSyntax.EXACT))
                .isEqualTo(new Meaning.Invalid("a server name must not be empty"));
        assertThat(DomainNames.serverName("a.*.com", ServerNameSyntax.WILDCARDS)).isEqualTo(
                new Meaning.Invalid("a server name is a domain name, with *. or **. before it if need be"));
        assertThat(DomainNames.serverName("a".repeat(100_000), ServerNameSyntax.EXACT))
                .isInstanceOf(Meaning.Undecided.class);
    }

    private static Language exact(Meaning meaning) {
        assertThat(meaning).isInstanceOf(Meaning.Exact.class);
        return ((Meaning.Exact) meaning).language();
    }
}
