package dev.ringfence.scenarios;

import static dev.ringfence.scenarios.CiliumRowsTest.CILIUM_118;
import static dev.ringfence.scenarios.CiliumRowsTest.GATEWAY;
import static dev.ringfence.scenarios.CiliumRowsTest.added;
import static dev.ringfence.scenarios.CiliumRowsTest.policy;
import static dev.ringfence.scenarios.CiliumRowsTest.rules;
import static dev.ringfence.scenarios.Scenario.row;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows 70 to 80, 83, 86 and 88: what rules say of requests, names and authentication changes.
class RequestRowsTest {
    private static final String PORT = "ports: [{port: '80', protocol: TCP}]";
    private static final String PLAIN = "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + "}]}]";
    private static final String DNS = "{toEndpoints: [{}], toPorts: [{ports: [{port: '53', protocol: UDP}], "
            + "rules: {dns: [{matchPattern: '*'}]}}]}";
    private static final String NAMES = "egress: [" + DNS + ", {toFQDNs: [{matchPattern: '*.example.com'}]}]";
    private static final String MORE_NAMES = NAMES.replace("'*.", "'**.");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatIsSaidOfRequestsChanged(Scenario scenario) {
        scenario.check();
    }

    static Stream<Scenario> rows() {
        return Stream.of(lifted(), http(), names(), others()).flatMap(rows -> rows);
    }

    /// Rules that let the gateway say something on port 80.
    private static String http(String... rules) {
        return "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + ", rules: {http: ["
                + String.join(", ", rules)
                + "]}}]}]";
    }

    private static Stream<Scenario> lifted() {
        var get = policy("np", http("{method: GET}"));
        var anythingElse = "+ ai/gateway-0: TCP 80 for HTTP with method anything but GET; DNS, Kafka, other";
        return Stream.of(
                rules("70", "the rules for requests are removed", http("{method: GET}"), PLAIN, "ingress L",
                        anythingElse).exactly(),
                added("71", "a rule without requests is added for the same peers and port", get,
                        policy("more", PLAIN), "ingress L", anythingElse).exactly(),
                added("71", "a NetworkPolicy is added for the same peers and port", get,
                        World.networkPolicy("more",
                                "ingress: [{from: [{podSelector: {matchLabels: {app: gateway}}}], ports: [{port: 80}]}]"),
                        "ingress L", anythingElse).exactly(),
                added("72", "a rule without ports is added for the same peers", get,
                        policy("more", "ingress: [{" + GATEWAY + "}]"), "ingress L",
                        "+ ai/gateway-0: TCP 1-79,81-65535; UDP every port; SCTP every port; ICMP; other protocols; "
                                + "TCP 80 for HTTP with method anything but GET; DNS, Kafka, other"),
                added("73", "everyone is allowed beside a rule for DNS, whose names stay", policy("np",
                        "egress: [{toEndpoints: [{}], toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchName: example.com}]}}]}]"),
                        policy("more", "egress: [{toEntities: [all]}]"), "egress L",
                        "+ ai/gateway-0: TCP 1-52,54-65535; UDP 1-52,54-65535; SCTP 1-52,54-65535; ICMP; other protocols",
                        "+ dev/shell-0: every protocol and port"));
    }

    private static Stream<Scenario> http() {
        return Stream.of(
                rules("74", "a path is widened", http("{path: /v1/.*}"), http("{path: /.*}"), "ingress L",
                        "+ ai/gateway-0: TCP 80 for HTTP with path /.* but not /v1/.*").exactly(),
                rules("75", "a path is split in two rules", http("{path: /a|/b}"),
                        http("{path: /a}", "{path: /b}"),
                        "0"),
                rules("76", "the dots of a host are escaped", http("{host: api.example.com}"),
                        http("{host: 'api\\.example\\.com'}"), "ingress T",
                        "- ai/gateway-0: TCP 80 for HTTP with host api.example.com but not api\\.example\\.com")
                        .exactly(),
                rules("77", "a header that does not match is only logged",
                        http("{headerMatches: [{name: x-key, value: a}]}"),
                        http("{headerMatches: [{name: x-key, value: a, mismatch: LOG}]}"), "ingress L",
                        "+ ai/gateway-0: TCP 80 for HTTP with header x-key absent or anything but a")
                        .exactly());
    }

    private static Stream<Scenario> names() {
        return Stream.of(
                rules("79", "names may have more labels in front", NAMES, MORE_NAMES, "egress L",
                        "+ a.a.example.com.: every protocol and port").exactly(),
                row("79", "names may have more labels in front, which Cilium 1.18 does not know", CILIUM_118,
                        World.with(policy("np", NAMES)), World.with(policy("np", MORE_NAMES)), "0"),
                rules("80", "a name becomes an address",
                        "egress: [" + DNS + ", {toFQDNs: [{matchName: a.example.com}]}]",
                        "egress: [" + DNS + ", {toCIDR: [203.0.113.7]}]", "egress L T?",
                        "+ 203.0.113.7: every protocol and port"),
                row("86", "two stars stand for several labels", CILIUM_118,
                        World.with(policy("np", MORE_NAMES)),
                        World.with(policy("np", MORE_NAMES)), "egress L",
                        "+ a.a.example.com.: every protocol and port")
                        .then(NetworkPolicyRowsTest.CILIUM));
    }

    private static Stream<Scenario> others() {
        var server = "ingress: [{" + GATEWAY + ", toPorts: [{" + PORT + ", serverNames: [a.example.com]}]}]";
        var required = "ingress: [{" + GATEWAY + ", authentication: {mode: required}}]";
        return Stream.of(
                added("78", "a server name is asked for beside a plain rule for the same peers and port",
                        policy("np", PLAIN), policy("more", server), "ingress T",
                        "- ai/gateway-0: TCP 80 for everything with server name absent or anything but a.example.com")
                        .exactly(),
                rules("83", "authentication is no longer required", required, "ingress: [{" + GATEWAY + "}]",
                        "ingress L",
                        "+ ai/gateway-0: every protocol and port for everything with authentication absent")
                        .exactly(),
                added("88", "two policies need two parsers for the same peers and port",
                        policy("np", http("{method: GET}")), policy("more", "ingress: [{" + GATEWAY
                                + ", toPorts: [{" + PORT + ", rules: {kafka: [{topic: a}]}}]}]"),
                        "ingress L? T?; egress T?"));
    }
}
