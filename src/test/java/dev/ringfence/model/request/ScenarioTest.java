package dev.ringfence.model.request;

import static dev.ringfence.model.request.Rules.dns;
import static dev.ringfence.model.request.Rules.header;
import static dev.ringfence.model.request.Rules.host;
import static dev.ringfence.model.request.Rules.http;
import static dev.ringfence.model.request.Rules.path;
import static dev.ringfence.model.request.Rules.rule;
import static dev.ringfence.model.request.Rules.servers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.language.DomainNames.DoubleStar;
import dev.ringfence.model.request.PortConstraint.Merge;
import dev.ringfence.model.request.PortConstraint.Parsed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Changes of policies as they come about in practice, at the level of a single connection.
class ScenarioTest {

    @Test
    void removingTheHttpRulesOfAPortLoosens() {
        var excess = Constraint.EVERYTHING.minus(http(rule("GET", "/v1/.*")));

        assertThat(excess.witness()).map(Request::toString).contains("POST /");
        assertThat(excess.certain().isNothing()).isFalse();
        assertThat(excess.otherProtocolsOnly()).isFalse();
        assertThat(http(rule("GET", "/v1/.*")).minus(Constraint.EVERYTHING).possible())
                .isEqualTo(Constraint.NOTHING);
    }

    @Test
    void removingHttpRulesThatPermitEveryRequestAdmitsOtherProtocolsOnly() {
        for (var rules : new Constraint[]{http(path("")), http(path(".*")),
                http(path("/.*"), path("[^/].*|"))}) {
            var excess = Constraint.EVERYTHING.minus(rules);

            assertThat(excess.otherProtocolsOnly()).isTrue();
            assertThat(excess.witness()).map(Request::toString).contains("any traffic");
        }
    }

    @Test
    void aPlainAllowBesideHttpRulesLiftsThem() {
        var restricted = http(rule("GET", "/v1/.*"));
        var live = restricted.union(Constraint.EVERYTHING);

        assertThat(live).isEqualTo(Constraint.EVERYTHING);
        assertThat(live.minus(restricted).certain().isNothing()).isFalse();
        assertThat(merged(PortConstraint.PLAIN, requests("http", restricted)).constraint())
                .isEqualTo(Constraint.EVERYTHING);
    }

    @Test
    void aPlainAllowOfAnotherKeyDoesNotLiftTheNamesThatMayBeQueried() {
        // The DNS proxy looks only at rules of the same port and protocol: the caller joins only those.
        var samePort = merged(requests("dns", dns(DoubleStar.LABELS, "*.example.com")),
                requests("dns", dns(DoubleStar.LABELS, "a.example.org")));

        assertThat(samePort.constraint()).isEqualTo(dns(DoubleStar.LABELS, "a.example.org", "*.example.com"));
        assertThat(samePort.constraint().covers(dns(DoubleStar.LABELS, "*.example.org"))).isFalse();
    }

    @Test
    void aWiderPathLoosensWithAWitness() {
        var excess = http(path("/.*")).minus(http(path("/v1/.*")));

        assertThat(excess.certain()).isEqualTo(excess.possible());
        assertThat(excess.witness()).map(Request::toString).contains("GET /");
        assertThat(http(rule("GET", ".*")).minus(http(rule("GET", "/v1/.*"), path("/"))).witness())
                .map(Request::toString).contains("GET /a");
        assertThat(http(path("/v1/.*")).minus(http(path("/.*")))).isEqualTo(RequestExcess.NONE);
    }

    @Test
    void alternativesOfAPathAreTheSameAsSeveralRules() {
        var one = http(path("/a|/b"));
        var two = http(path("/b"), path("/a"));

        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
        assertThat(http(rule("GET", "/a|/b"))).satisfies(rules -> {
            assertThat(rules.covers(http(rule("GET", "/a"), rule("GET", "/b")))).isTrue();
            assertThat(http(rule("GET", "/a"), rule("GET", "/b")).covers(rules)).isTrue();
        });
    }

    @Test
    void escapingTheDotsOfAHostTightens() {
        var excess = http(host("api.example.com")).minus(http(host("api\\.example\\.com")));

        assertThat(excess.witness()).map(Request::toString).contains("GET / with host apiaexampleacom");
        assertThat(http(host("api\\.example\\.com")).minus(http(host("api.example.com"))))
                .isEqualTo(RequestExcess.NONE);
    }

    @Test
    void aHeaderThatIsOnlyLoggedNoLongerRestricts() {
        var excess = http(header("X-Token", "v", "LOG")).minus(http(header("X-Token", "v", "")));

        assertThat(excess.witness()).map(Request::toString).contains("GET / with no header x-token");
        assertThat(http(header("X-Token", "v", "")).minus(http(header("X-Token", "v", "LOG"))))
                .isEqualTo(RequestExcess.NONE);
    }

    @Test
    void serverNamesBesideAPlainAllowOfTheSameKeyTighten() {
        var named = new PortConstraint(Optional.empty(), Optional.of(servers("api.example.com")),
                Optional.empty());
        var live = merged(PortConstraint.PLAIN, named).constraint();

        assertThat(live).isEqualTo(servers("api.example.com"));
        assertThat(live.minus(Constraint.EVERYTHING)).isEqualTo(RequestExcess.NONE);
        assertThat(Constraint.EVERYTHING.minus(live).witness()).map(Request::toString)
                .contains("any traffic with no server name");
        assertThat(Constraint.EVERYTHING.union(servers("api.example.com"))).as("other keys")
                .isEqualTo(Constraint.EVERYTHING);
    }

    @Test
    void twoStarsLoosenOnlyWhereTheyStandForSeveralLabels() {
        for (var since : DoubleStar.values()) {
            var excess = dns(since, "**.example.com").minus(dns(since, "*.example.com"));

            assertThat(excess.witness().map(Request::toString)).isEqualTo(since == DoubleStar.LABELS
                    ? Optional.of("DNS query for a.a.example.com.")
                    : Optional.empty());
        }
        assertThat(dns(DoubleStar.ONE_LABEL, "**.example.com"))
                .isEqualTo(dns(DoubleStar.ONE_LABEL, "*.EXAMPLE.com."));
    }

    @Test
    void givingUpAuthenticationLoosens() {
        var required = Authentication.REQUIRED.constraint();
        var excess = Authentication.DISABLED.constraint().minus(required);

        assertThat(excess.certain().isNothing()).isFalse();
        assertThat(excess.witness()).map(Request::toString)
                .contains("any traffic with no mutual authentication");
        assertThat(required.minus(Constraint.EVERYTHING)).isEqualTo(RequestExcess.NONE);
        assertThat(Authentication.ALWAYS_FAILS.constraint().isNothing()).isTrue();
    }

    @Test
    void rulesOfTheSameKeyThatContradictEachOtherAreAConflict() {
        assertThat(requests("http", http(path("/"))).merge(requests("kafka", Constraint.EVERYTHING)))
                .isEqualTo(
                        new Merge.Conflict(
                                "rules for the same peers and port need two parsers: http and kafka"));
        assertThat(authenticated(Authentication.REQUIRED).merge(authenticated(Authentication.DISABLED)))
                .isEqualTo(
                        new Merge.Conflict(
                                "rules for the same peers and port set two modes of authentication"));
        assertThat(merged(authenticated(Authentication.REQUIRED), PortConstraint.PLAIN).constraint())
                .isEqualTo(Authentication.REQUIRED.constraint());
    }

    private static PortConstraint requests(String parser, Constraint constraint) {
        return new PortConstraint(Optional.of(new Parsed(parser, constraint)), Optional.empty(),
                Optional.empty());
    }

    private static PortConstraint authenticated(Authentication mode) {
        return new PortConstraint(Optional.empty(), Optional.empty(), Optional.of(mode));
    }

    private static PortConstraint merged(PortConstraint one, PortConstraint two) {
        assertThat(two.merge(one)).isEqualTo(one.merge(two));
        return ((Merge.Merged) one.merge(two)).constraint();
    }
}
