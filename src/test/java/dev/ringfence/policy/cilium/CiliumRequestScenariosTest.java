package dev.ringfence.policy.cilium;

import static dev.ringfence.policy.cilium.Change.policy;
import static dev.ringfence.policy.cilium.Change.rewritten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.cilium.Change.State;
import org.junit.jupiter.api.Test;

/// What changes of policies mean for what may be said to and by the trainer, where Cilium enforces them.
class CiliumRequestScenariosTest {
    private static final String GATEWAY = "fromEndpoints: [{matchLabels: {app: gateway}}]";
    private static final String PORT = "ports: [{port: '80', protocol: TCP}]";
    private static final String DNS = "{toEndpoints: [{}], toPorts: [{ports: [{port: '53', protocol: UDP}], "
            + "rules: {dns: [{matchPattern: '*'}]}}]}";

    /// Rules that let the gateway say something on port 80.
    private static String http(String... rules) {
        return "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + ", rules: {http: ["
                + String.join(", ", rules)
                + "]}}]}]";
    }

    private static String plain() {
        return "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + "}]}]";
    }

    private static Change added(String before, String more) {
        return new Change(State.of(before), State.of(before, more));
    }

    private static void assertLoosened(Change change, String... gained) {
        assertThat(change.verdict()).isEqualTo("ingress loosened");
        assertThat(change.gained(Direction.INGRESS)).containsExactly(gained);
    }

    private static void assertTightened(Change change, String... lost) {
        assertThat(change.verdict()).isEqualTo("ingress tightened");
        assertThat(change.lost(Direction.INGRESS)).containsExactly(lost);
    }

    private static void assertSame(Change change) {
        assertThat(change.verdict()).isEmpty();
    }

    @Test
    void row70RulesForRequestsRemovedOpensAllRequests() {
        assertLoosened(rewritten(http("{method: GET, path: /v1/.*}"), plain()),
                "ai/gateway-0: TCP 80 for HTTP with method anything but GET; HTTP with method GET, "
                        + "path anything but /v1/.*; DNS, Kafka, other");
    }

    @Test
    void row71SamePeerAndPortWithoutRequestsLiftsTheRequests() {
        assertLoosened(added(policy("np", http("{method: GET}")), policy("more", plain())),
                "ai/gateway-0: TCP 80 for HTTP with method anything but GET; DNS, Kafka, other");
    }

    @Test
    void row71NetworkPolicyLiftsTheRequestsToo() {
        assertLoosened(added(policy("np", http("{method: GET}")),
                "{kind: NetworkPolicy, metadata: {namespace: ai, name: more}, spec: {podSelector: {}, "
                        + "ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}}"),
                "ai/gateway-0: TCP 80 for HTTP with method anything but GET; DNS, Kafka, other",
                "ai/trainer-0: TCP 80");
    }

    @Test
    void row73EveryoneBesideARuleForDnsDoesNotLiftItsNames() {
        var change = added(policy("np", "egress: [{toEndpoints: [{}], toPorts: [{ports: [{port: '53'}], "
                + "rules: {dns: [{matchName: example.com}]}}]}]"),
                policy("more", "egress: [{toEntities: [all]}]"));

        assertThat(change.verdict()).isEqualTo("egress loosened");
        assertThat(change.gained(Direction.EGRESS)).containsExactly(
                "ai/gateway-0: TCP 1-52,54-65535; UDP 1-52,54-65535; SCTP 1-52,54-65535; ICMP; other protocols",
                "ai/trainer-0: TCP 1-52,54-65535; UDP 1-52,54-65535; SCTP 1-52,54-65535; ICMP; other protocols",
                "dev/shell-0: every protocol and port", "storage/bucket-0: every protocol and port",
                "0.0.0.0/0: every protocol and port");
    }

    @Test
    void row74WiderPathLoosensByTheRequestsThatItAdds() {
        assertLoosened(rewritten(http("{path: /v1/.*}"), http("{path: /.*}")),
                "ai/gateway-0: TCP 80 for HTTP with path /.* but not /v1/.*");
    }

    @Test
    void row75AlternativesInsteadOfTwoRulesAreTheSame() {
        assertSame(rewritten(http("{path: /a|/b}"), http("{path: /a}", "{path: /b}")));
    }

    @Test
    void row76EscapedDotTightens() {
        assertTightened(rewritten(http("{host: api.example.com}"), http("{host: 'api\\.example\\.com'}")),
                "ai/gateway-0: TCP 80 for HTTP with host api.example.com but not api\\.example\\.com");
    }

    @Test
    void row77HeaderThatIsOnlyLoggedRestrictsNoMore() {
        assertLoosened(rewritten(http("{headerMatches: [{name: x-key, value: a}]}"),
                http("{headerMatches: [{name: x-key, value: a, mismatch: LOG}]}")),
                "ai/gateway-0: TCP 80 for HTTP with header x-key absent or anything but a");
    }

    @Test
    void row78ServerNamesHoldForAPlainRuleOfTheSamePeersAndPort() {
        assertTightened(added(policy("np", plain()),
                policy("more",
                        "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT
                                + ", serverNames: [a.example.com]}]}]")),
                "ai/gateway-0: TCP 80 for everything with server name absent or anything but a.example.com");
    }

    @Test
    void row78ServerNamesLeaveAPlainRuleOfOtherPeersAlone() {
        assertSame(added(policy("np", "ingress: [{fromEndpoints: [{}], toPorts: [{" + PORT + "}]}]"),
                policy("more", "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT
                        + ", serverNames: [a.example.com]}]}]")));
    }

    @Test
    void row79TwoStarsStandForMoreLabelsSinceVersion119() {
        var before = "egress: [" + DNS + ", {toFQDNs: [{matchPattern: '*.example.com'}]}]";
        var after = before.replace("'*.", "'**.");
        var change = rewritten(before, after);

        assertThat(change.verdict()).isEqualTo("egress loosened");
        assertThat(change.gained(Direction.EGRESS))
                .containsExactly("a.a.example.com.: every protocol and port");
        var old = CiliumProfile.of(new CiliumVersion(1, 18, 6));
        assertSame(new Change(State.of(old, policy("np", before)), State.of(old, policy("np", after))));
    }

    @Test
    void row79NamesWithoutARuleForDnsAreOnlyPossible() {
        assertThat(rewritten("egress: [{toFQDNs: [{matchPattern: '*.example.com'}]}]",
                "egress: [{toFQDNs: [{matchPattern: '**.example.com'}]}]").verdict())
                .isEqualTo("egress possibly loosened");
    }

    @Test
    void row80AddressInsteadOfANameLoosens() {
        var change = rewritten("egress: [" + DNS + ", {toFQDNs: [{matchName: a.example.com}]}]",
                "egress: [" + DNS + ", {toCIDR: [203.0.113.7]}]");

        assertThat(change.verdict()).isEqualTo("egress loosened; egress possibly tightened");
        assertThat(change.gained(Direction.EGRESS)).containsExactly("203.0.113.7: every protocol and port");
    }

    @Test
    void nameInsteadOfTheWholeWorldTightens() {
        var change = rewritten("egress: [" + DNS + ", {toEntities: [world]}]",
                "egress: [" + DNS + ", {toFQDNs: [{matchName: a.example.com}]}]");

        assertThat(change.verdict()).isEqualTo("egress tightened");
    }

    @Test
    void row83AuthenticationNoLongerRequiredLoosens() {
        assertLoosened(rewritten("ingress: [{" + GATEWAY + ", authentication: {mode: required}}]",
                "ingress: [{" + GATEWAY + "}]"),
                "ai/gateway-0: every protocol and port for everything with authentication absent");
    }

    @Test
    void row83AuthenticationHoldsForNarrowerRulesThatSetNone() {
        assertSame(added(policy("np", "ingress: [{" + GATEWAY + ", authentication: {mode: required}}]"),
                policy("more", plain())));
    }

    @Test
    void row88TwoParsersForTheSamePeersAndPortAreUndecided() {
        var change = added(policy("np", http("{method: GET}")), policy("more",
                "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + ", rules: {kafka: [{topic: a}]}}]}]"));

        assertThat(change.verdict()).isEqualTo("ingress possibly loosened; ingress possibly tightened; "
                + "egress possibly tightened");
    }

    @Test
    void requestsOfAPodThatNothingIsolatesAreFreeSinceVersion118() {
        var rules = "enableDefaultDeny: {ingress: false}, " + http("{method: GET}");
        assertSame(new Change(State.of(), State.of(policy("np", rules))));

        var old = CiliumProfile.of(new CiliumVersion(1, 17, 3));
        assertThat(new Change(State.of(old), State.of(old, policy("np", rules))).lost(Direction.INGRESS))
                .containsExactly(
                        "ai/gateway-0: TCP 80 for HTTP with method anything but GET; DNS, Kafka, other");
    }
}
