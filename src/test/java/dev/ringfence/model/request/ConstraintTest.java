package dev.ringfence.model.request;

import static dev.ringfence.model.request.Rules.dns;
import static dev.ringfence.model.request.Rules.headers;
import static dev.ringfence.model.request.Rules.host;
import static dev.ringfence.model.request.Rules.http;
import static dev.ringfence.model.request.Rules.kafka;
import static dev.ringfence.model.request.Rules.path;
import static dev.ringfence.model.request.Rules.rule;
import static dev.ringfence.model.request.Rules.secret;
import static dev.ringfence.model.request.Rules.servers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.language.DomainNames.DoubleStar;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintTest {

    @Test
    void requestsOfOneProtocolSayNothingOfAnother() {
        var names = dns(DoubleStar.LABELS, "*.example.com");

        assertThat(http(path("/")).intersect(names)).isEqualTo(Constraint.NOTHING);
        assertThat(names.minus(http(path(""))).possible()).isEqualTo(names);
        assertThat(names.minus(Constraint.NOTHING).witness()).map(Request::toString)
                .contains("DNS query for a.example.com.");
        assertThat(Constraint.EVERYTHING.minus(http(path("")).union(names)).witness()).map(Request::toString)
                .contains("DNS query for .");
    }

    @ParameterizedTest
    @CsvSource({"X-Token: v, GET / with header x-token: v", "X-Token:: v w, GET / with header x-token: v w",
            "X-Token, GET / with header x-token: ''", ":path /a, GET /a",
            "Host example.com, GET / with host example.com",
            ":Authority b, GET / with host b", ":method PUT, PUT /"})
    void aHeaderMustBeThereOrHaveItsValue(String header, String witness) {
        assertThat(http(headers(header)).minus(Constraint.NOTHING).witness()).map(Request::toString)
                .contains(witness.replace("''", ""));
    }

    @Test
    void aHeaderWhoseNameCannotBeIsNeverThere() {
        assertThat(http(headers("X-Token:v"))).isEqualTo(Constraint.NOTHING);
        assertThat(http(headers("X-Token:"))).isEqualTo(Constraint.NOTHING);
        assertThat(http(headers(""))).isEqualTo(Constraint.NOTHING);
        assertThat(http(headers("X v", "x w"))).isEqualTo(Constraint.NOTHING);
    }

    @Test
    void namesOfHeadersAreReadInAnyCaseAndOrder() {
        assertThat(http(headers("X-A v", "x-b"))).isEqualTo(http(headers("X-B", "x-a: v", "X-a v")));
    }

    @Test
    void aHeaderMoreTightens() {
        assertThat(http(headers("x")).covers(http(headers("x: v", "y")))).isTrue();
        assertThat(http(headers("x", "y")).minus(http(headers("x: v"))).witness()).map(Request::toString)
                .contains("GET / with header x:  and header y: ");
    }

    @Test
    void theValueOfASecretIsUnknown() {
        var one = http(secret("X-Token", "ai/one"));
        var two = http(secret("x-token", "ai/two"));

        assertThat(one.minus(http(secret("x-TOKEN", "ai/one")))).isEqualTo(RequestExcess.NONE);
        assertThat(one.minus(two).certain()).isEqualTo(Constraint.NOTHING);
        assertThat(one.minus(two).reasons()).containsExactly("header x-token has the value of secret ai/one",
                "header x-token has the value of secret ai/two");
        assertThat(http(headers("X-Token")).covers(one)).isTrue();
        assertThat(one.minus(http(headers("X-Token: v"))).certain()).isEqualTo(Constraint.NOTHING);
        assertThat(http(headers("y")).minus(one).certain().isNothing()).as("without the header at all")
                .isFalse();
    }

    @Test
    void anExpressionThatIsTooHardMayMatchOrNot() {
        var hard = http(rule("GET", "(a|b)*a(a|b){30}"));

        assertThat(hard.minus(http(rule("GET|PUT", "(a|b)*a(a|b){30}")))).isEqualTo(RequestExcess.NONE);
        assertThat(hard.minus(http(rule("PUT", ".*"))).certain()).isEqualTo(Constraint.NOTHING);
        assertThat(hard.minus(http(rule("PUT", ".*"))).reasons()).singleElement().asString()
                .startsWith("the path matches (a|b)*a(a|b){30} (an automaton that decides this ");
        assertThat(http(rule("", "/x")).minus(hard).witness()).map(Request::toString).contains("POST /x");
        assertThat(http(rule("GET", "/x")).minus(hard).certain()).isEqualTo(Constraint.NOTHING);
    }

    @Test
    void whatAProxyLetsPassIsKnownByItsTextOnly() {
        var listener = Constraint.unknown("listener ai/egress");

        assertThat(listener.minus(Constraint.unknown("listener ai/egress"))).isEqualTo(RequestExcess.NONE);
        assertThat(listener.minus(http(path("/"))).certain()).isEqualTo(Constraint.NOTHING);
        assertThat(listener.minus(Constraint.unknown("listener ai/other")).reasons())
                .containsExactly("listener ai/egress", "listener ai/other");
        assertThat(listener.minus(Constraint.EVERYTHING)).isEqualTo(RequestExcess.NONE);
        assertThat(Constraint.EVERYTHING.minus(listener).certain().isNothing())
                .as("giving up a proxy surely loosens").isFalse();
    }

    @Test
    void kafkaRolesStandForSeveralRequests() {
        assertThat(kafka("Produce", "", "", "", "")).isEqualTo(kafka("", "produce", "", "", "")
                .union(kafka("", "METADATA", "", "", "")).union(kafka("", "apiversions", "", "", "")));
        assertThat(kafka("consume", "", "", "", "").minus(kafka("produce", "", "", "", "")).witness())
                .map(Request::toString).contains("Kafka request with kafka key fetch");
        assertThat(kafka("", "fetch", "", "", "").covers(kafka("", "fetch", "007", "c", "t"))).isTrue();
        assertThat(kafka("", "fetch", "7", "", "").minus(kafka("", "fetch", "+7", "c", "")).witness())
                .map(Request::toString)
                .contains("Kafka request with kafka key fetch and kafka version 7 and no kafka client");
    }

    @Test
    void aKafkaTopicRestrictsOnlyRequestsThatNameTopics() {
        var topic = kafka("produce", "", "", "", "t");

        assertThat(topic.covers(kafka("", "apiversions", "", "", ""))).isTrue();
        assertThat(kafka("produce", "", "", "", "").minus(topic).witness()).map(Request::toString)
                .contains("Kafka request with kafka key produce and no kafka topic");
    }

    @ParameterizedTest
    @CsvSource({"produce, fetch, '', '', kafka: role and apiKey exclude each other",
            "both, '', '', '', kafka: role must be produce or consume",
            "'', nope, '', '', kafka: unknown apiKey",
            "'', '', -1, '', kafka: apiVersion must be a number from 0 to 32767",
            "'', '', 32768, '', kafka: apiVersion must be a number from 0 to 32767",
            "'', '', '', a b, 'kafka: topic must have at most 255 letters, digits, dots, hyphens and underscores'"})
    void kafkaRulesThatCiliumRefusesAreRefused(String role, String key, String version, String topic,
            String reason) {
        assertThat(new KafkaRule(role, key, version, "", topic).read())
                .isEqualTo(new Reading.Refused(reason));
    }

    @Test
    void httpRulesThatCiliumRefusesAreRefused() {
        assertThat(path("(a").read()).isEqualTo(new Reading.Refused("path: missing )"));
        assertThat(rule("(?=a)", "").read())
                .isEqualTo(new Reading.Refused("method: not a group that RE2 knows: (?="));
        assertThat(host("[").read()).isEqualTo(new Reading.Refused("host: missing ]"));
        assertThat(Rules.header("", "v", "LOG").read())
                .isEqualTo(new Reading.Refused("headerMatches: a header has no name"));
        assertThat(Rules.header("x", "v", "log").read())
                .isEqualTo(new Reading.Refused("headerMatches: unknown mismatch action log"));
    }

    @Test
    void serverNamesAndRequestsRestrictTogether() {
        var both = http(path("/v1")).intersect(servers("api.example.com", "*.example.org"));

        assertThat(both.minus(servers("api.example.com")).witness()).map(Request::toString)
                .contains("GET /v1 with server name a.example.org");
        assertThat(http(path("/v1")).minus(both).witness()).map(Request::toString)
                .contains("GET /v1 with no server name");
    }

    @Test
    void whatIsTooLargeToCompareIsPossible() {
        var one = http(path(".*a.{10}"), rule("GET", ".*b.{10}"));
        var two = http(path(".*c.{13}"), rule("GET", ".*d.{11}"));
        var excess = one.minus(two);

        assertThat(excess.certain()).isEqualTo(Constraint.NOTHING);
        assertThat(excess.possible()).isEqualTo(one);
        assertThat(excess.reasons()).singleElement().asString()
                .startsWith("too large to compare: HTTP with ");
        assertThat(excess.witness()).isPresent();
        assertThat(one.minus(one)).isEqualTo(RequestExcess.NONE);
        assertThat(one.covers(one.intersect(two))).isTrue();
        assertThat(two.covers(one.intersect(two))).as("told by nothing but its text").isFalse();
    }

    @Test
    void manyRulesAreComparedOneByOne() {
        var more = Constraint.anyOf(
                IntStream.range(0, 60).mapToObj(i -> http(rule("GET|PUT", "/v" + i + "/.*"))).toList());
        var less = Constraint
                .anyOf(IntStream.range(0, 60).mapToObj(i -> http(rule("GET", "/v" + i + "/.*"))).toList());

        assertThat(more.covers(less)).isTrue();
        assertThat(more.minus(less).witness()).map(Request::toString).contains("PUT /v0/");
        assertThat(more.minus(less).certain().boxes()).hasSize(60);
    }

    @Test
    void aConstraintIsShownAsItWasWritten() {
        assertThat(http(rule("GET", "/v1/.*")))
                .hasToString("HTTP with method GET, path /v1/.*");
        assertThat(http(headers("a"), headers("b"), headers("c"), headers("d"), headers("e")).toString())
                .startsWith("HTTP with header a ").endsWith(" and 2 more");
        assertThat(Constraint.EVERYTHING).hasToString("everything");
        assertThat(Constraint.NOTHING).hasToString("nothing");
        assertThat(Constraint.NOTHING.minus(http(path("/"))).witness()).isEqualTo(Optional.empty());
        assertThat(List.of(Constraint.unknown("listener x"))).hasToString("[everything with listener x]");
    }
}
