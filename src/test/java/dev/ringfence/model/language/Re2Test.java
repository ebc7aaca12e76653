package dev.ringfence.model.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Re2Test {

    static Stream<Arguments> expressions() {
        return Stream.of(
                arguments("/public", List.of("/public"), List.of("/public/x", "/publi", "")),
                arguments("api.example.com", List.of("api.example.com", "apixexample-com"),
                        List.of("api.examplecom")),
                arguments("a|", List.of("a", ""), List.of("b")),
                arguments("", List.of(""), List.of("a")),
                arguments("(?:ab)+", List.of("ab", "abab"), List.of("", "aba")),
                arguments("a{2}", List.of("aa"), List.of("a", "aaa")),
                arguments("a{2,}?", List.of("aa", "aaaa"), List.of("a")),
                arguments("a{1,2}", List.of("a", "aa"), List.of("", "aaa")),
                arguments("a{,2}{a{01}", List.of("a{,2}{a{01}"), List.of("aa", "")),
                arguments("a*?b+?c??", List.of("b", "aabbc"), List.of("a", "ac")),
                arguments("[]a]", List.of("]", "a"), List.of("b", "")),
                arguments("[^]a]", List.of("b", "\n"), List.of("]", "a")),
                arguments("[a-][--/]", List.of("--", "a."), List.of("b.", "-a")),
                arguments("[[:digit:][:^alpha:]]", List.of("7", "-"), List.of("Q")),
                arguments("\\d\\D\\s\\S\\w\\W", List.of("1a\tx_-"), List.of("aa\tx_-", "1a\u000Bx_-")),
                arguments("[\\d\\-x]+", List.of("1-x"), List.of("y")),
                arguments("\\x41\\x{1F680}\\101\\0", List.of("A\ud83d\ude80A\0"), List.of("A")),
                arguments("\\a\\f\\n\\r\\t\\v", List.of("\u0007\f\n\r\t\u000B"), List.of("afnrtv")),
                arguments("\\.\\/\\_\\-", List.of("./_-"), List.of("x/_-")),
                arguments("\\Qa.*\\E+", List.of("a.*", "a.**"), List.of("a", "a.*a.*")),
                arguments("\\Qa|b", List.of("a|b"), List.of("a", "b")),
                arguments("(?i)k\u00e9", List.of("K\u00c9", "\u212a\u00e9"), List.of("ke")),
                arguments("(?i:a)b", List.of("Ab", "ab"), List.of("AB")),
                arguments("((?i)a|b)c", List.of("Bc", "Ac"), List.of("bC")),
                arguments("(?i)[^a](?-i)b", List.of("bb", "1b"), List.of("Ab", "bB")),
                arguments("(?i)i", List.of("i", "I"), List.of("\u0130", "\u0131")),
                arguments("\\pL\\p{Lu}\\PN\\p{^L}", List.of("aBc1"), List.of("abc1", "aB11")),
                arguments("(?P<name>a)(?<other>b)", List.of("ab"), List.of("a")),
                arguments(".", List.of("a", "\u00e9", "\ud83d\ude80", "\r"), List.of("\n", "ab", "")),
                arguments("(?s).(?-s:.)", List.of("\na"), List.of("a\n")),
                arguments("^^abc$$", List.of("abc"), List.of("xabc", "abc\n")),
                arguments("\\A(a|b)\\z", List.of("a"), List.of("ab")),
                arguments("a^b|c$d|e", List.of("e"), List.of("ab", "cd", "a^b")),
                arguments("(a|^b)+$", List.of("ba", "aa"), List.of("ab")),
                arguments("(?m)a$\n^b$", List.of("a\nb"), List.of("ab", "a\nb\n")),
                arguments("(?m)a$(?s:.)*", List.of("a", "a\nb"), List.of("ab")),
                arguments("a\\b.*", List.of("a", "a-b"), List.of("ab")),
                arguments("a\\B.*", List.of("ab", "a1"), List.of("a", "a-")),
                arguments("(?U)a+(?im-s:B)", List.of("aab"), List.of("ab\n")),
                arguments("a(?i)*", List.of("", "aa"), List.of("A")));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void whatIsValidMatchesTheWholeTextAsInRe2(String expression, List<String> matching,
            List<String> others) {
        assertThat(matching).allMatch(language(expression)::contains);
        assertThat(others).noneMatch(language(expression)::contains);
    }

    static Stream<Arguments> refused() {
        return Stream.of(arguments("(a)\\1", "RE2 has no back references: \\1"),
                arguments("(?=a)", "not a group that RE2 knows: (?="),
                arguments("(?<!a)b", "not a group that RE2 knows: (?<"),
                arguments("(?>a)", "not a group that RE2 knows: (?>"),
                arguments("(?i-)a", "not a group that RE2 knows: (?i-)"),
                arguments("(?i", "not a group that RE2 knows: (?i"),
                arguments("(a", "missing )"), arguments("a)", "unexpected )"),
                arguments("[a", "missing ]"), arguments("[]", "missing ]"),
                arguments("[b-a]", "range from higher to lower: b-a"),
                arguments("[[:nope:]]", "no such class: [:nope:]"),
                arguments("*a", "nothing to repeat before *"),
                arguments("a|{2}", "nothing to repeat before {2}"),
                arguments("a**", "repetition of a repetition without a group: *"),
                arguments("a{2}{3}", "repetition of a repetition without a group: {3}"),
                arguments("a{1001}", "more than 1000 repetitions: {1001}"),
                arguments("a{2,1}", "repetition from more to less: {2,1}"),
                arguments("(a{30}){40}", "repetitions of repetitions come to more than 1000: {40}"),
                arguments("a\\", "nothing after the last \\"),
                arguments("\\q", "not an escape that RE2 knows: \\q"),
                arguments("\\Z", "not an escape that RE2 knows: \\Z"),
                arguments("\\x{110000}", "no such character: \\x{110000"),
                arguments("\\x1", "not a hexadecimal number: \\x1"), arguments("\\p{L", "missing }"),
                arguments("(?P<a b>c)", "the name of a group is not a word or not unique"),
                arguments("(?P<a>b)(?P<a>c)", "the name of a group is not a word or not unique"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatRe2RefusesIsInvalidForAReason(String expression, String reason) {
        assertThat(Re2.meaning(expression)).isEqualTo(new Meaning.Invalid(reason));
    }

    static Stream<Arguments> undecided() {
        return Stream.of(arguments("\\C", "\\C matches single bytes"),
                arguments("\\p{Greek}", "not a Unicode category: \\p{Greek}"),
                arguments("(a|b)*a(a|b){30}", "an automaton that decides this"),
                arguments("(.*a){1000}", "an automaton that decides this"),
                arguments("(((a|b|c|d){0,30}){0,30})", "an automaton that decides this"),
                arguments("\\pL{1,200}", "an automaton that decides this"),
                arguments("(a?){500}a{500}", "an automaton that decides this"),
                arguments("[" + "\\pL\\PN".repeat(1_300) + "]", "an automaton that decides this"),
                arguments("(?:" + "(?:x?)*".repeat(900) + ")*", "an automaton that decides this"),
                arguments("(".repeat(4_000) + ")".repeat(4_000), "nested more than 200 deep"),
                arguments("a*" + "\\Q\\E*".repeat(1_000), "nested more than 200 deep"),
                arguments("a".repeat(8_193), "an expression of more than 8192 characters"));
    }

    @ParameterizedTest
    @MethodSource("undecided")
    void whatIsTooHardOrNotKnownIsUndecidedForAReason(String expression, String reason) {
        assertThat(Re2.meaning(expression)).isInstanceOfSatisfying(Meaning.Undecided.class,
                undecided -> assertThat(undecided.reason()).startsWith(reason));
    }

    @Test
    void longButSimpleExpressionsAreDecided() {
        assertThat(language("x{1000}").states()).isEqualTo(1_002);
        assertThat(language("((a{10}){10}){10}")).isEqualTo(language("a{1000}"));
        assertThat(language("(?:" + "a|".repeat(3_000) + "b)")).isEqualTo(language("[ab]"));
        assertThat(language("(a*)*".repeat(500))).isEqualTo(language("a*"));
    }

    @Test
    void spellingsOfTheSameLanguageAreEqualValues() {
        assertThat(language("a(b|c)")).isEqualTo(language("ab|ac")).hasSameHashCodeAs(language("a[bc]"));
        assertThat(language("(?s).*").isAll()).isTrue();
        assertThat(language("a^b").isEmpty()).isTrue();
        assertThat(language(".*")).isNotEqualTo(Language.ALL);
    }

    private static Language language(String expression) {
        assertThat(Re2.meaning(expression)).isInstanceOf(Meaning.Exact.class);
        return ((Meaning.Exact) Re2.meaning(expression)).language();
    }
}
