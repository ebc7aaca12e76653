package dev.ringfence.scenarios;

import static dev.ringfence.scenarios.NetworkPolicyRowsTest.ADDRESSES;
import static dev.ringfence.scenarios.NetworkPolicyRowsTest.CILIUM;
import static dev.ringfence.scenarios.Scenario.row;
import static dev.ringfence.scenarios.World.NP;
import static dev.ringfence.scenarios.World.TRAINER;
import static dev.ringfence.scenarios.World.networkPolicy;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows 90 to 104: policies of the Admin and Baseline tiers change, or the enforcer does.
class TierRowsTest {
    /// The first release that reads ClusterNetworkPolicies.
    private static final EnforcementProfile NEWEST_CILIUM = EnforcementProfile
            .of(CiliumProfile.of(new CiliumVersion(1, 20, 0)));
    private static final String FROM_ALL = "from: [{namespaces: {}}]";
    private static final String BASELINE_DENY = """
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: BaselineAdminNetworkPolicy
            metadata: {name: default}
            spec:
              subject: {namespaces: {matchLabels: {team: ml}}}
              ingress: [{action: Deny, from: [{namespaces: {}}]}]
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void policyOfATierChanged(Scenario scenario) {
        scenario.check();
    }

    static Stream<Scenario> rows() {
        return Stream.of(priorities(), order(), baseline(), reading(), enforcers()).flatMap(rows -> rows);
    }

    private static String admin(String name, int priority, String subject, String rules) {
        return "{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: "
                + name + "}, spec: {priority: " + priority + ", subject: {namespaces: " + subject + "}, "
                + rules + "}}";
    }

    private static String admin(String name, int priority, String rules) {
        return admin(name, priority, "{matchLabels: {team: ml}}", rules);
    }

    private static String newer(String name, String tier, String rules) {
        return "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: "
                + name + "}, spec: {tier: " + tier
                + ", priority: 10, subject: {namespaces: {matchLabels: {team: ml}}}, " + rules + "}}";
    }

    private static String ingress(String action, String from) {
        return "ingress: [{action: " + action + ", " + from + "}]";
    }

    private static Stream<Scenario> priorities() {
        var allow = ingress("Allow", FROM_ALL);
        var deny = ingress("Deny", FROM_ALL);
        var allowFirst = World.with(NP, admin("a", 1, allow), admin("d", 2, deny));
        var denyFirst = World.with(NP, admin("a", 2, allow), admin("d", 1, deny));
        var tied = World.with(NP, admin("a", 1, allow), admin("d", 1, deny));
        return Stream.of(
                row("90", "an Admin policy allows what a NetworkPolicy does not", ADDRESSES, World.with(NP),
                        World.with(NP, admin("a", 10,
                                ingress("Allow", "from: [{namespaces: {matchLabels: {env: dev}}}]"))),
                        "ingress L", "+ dev/shell-0: every protocol and port").exactly(),
                row("91", "an Admin policy denies what a NetworkPolicy allows", ADDRESSES, World.with(NP),
                        World.with(NP, admin("d", 5, deny)), "ingress T", "- ai/gateway-0: TCP 8080")
                        .exactly(),
                row("92", "the policy that allows comes before the one that denies", ADDRESSES, denyFirst,
                        allowFirst, "ingress L", "+ dev/shell-0: every protocol and port"),
                row("92", "the policy that denies comes before the one that allows", ADDRESSES, allowFirst,
                        denyFirst, "ingress T", "- dev/shell-0: every protocol and port"),
                row("93", "both get one priority, and the one that denies was first", ADDRESSES, denyFirst,
                        tied,
                        "ingress L?", "+ dev/shell-0: every protocol and port"),
                row("93", "both get one priority, and the one that allows was first", ADDRESSES, allowFirst,
                        tied, "ingress T?", "- dev/shell-0: every protocol and port"),
                row("99", "the subject of a policy that allows is widened", ADDRESSES,
                        World.with(NP, admin("a", 1, "{matchLabels: {team: ops}}", allow)),
                        World.with(NP, admin("a", 1, "{}", allow)), "ingress L",
                        "+ dev/shell-0: every protocol and port"));
    }

    private static Stream<Scenario> order() {
        var deny = "{action: Deny, " + FROM_ALL + "}";
        var pass = "{action: Pass, " + FROM_ALL + "}";
        var denyDev = "{action: Deny, from: [{namespaces: {matchLabels: {env: dev}}}]}";
        var allowData = "{action: Allow, from: [{namespaces: {matchExpressions: "
                + "[{key: env, operator: DoesNotExist}]}}]}";
        return Stream.of(
                row("94", "a rule that passes on comes before one that denies", ADDRESSES,
                        World.with(NP, admin("a", 1, "ingress: [" + deny + ", " + pass + "]")),
                        World.with(NP, admin("a", 1, "ingress: [" + pass + ", " + deny + "]")), "ingress L",
                        "+ ai/gateway-0: TCP 8080").exactly(),
                row("95", "rules that do not overlap change places", ADDRESSES,
                        World.with(NP, admin("a", 1, "ingress: [" + denyDev + ", " + allowData + "]")),
                        World.with(NP, admin("a", 1, "ingress: [" + allowData + ", " + denyDev + "]")), "0"));
    }

    private static Stream<Scenario> baseline() {
        var open = networkPolicy("open", "ingress: [{}]");
        return Stream.of(
                row("96", "a NetworkPolicy that allows all is added before a Baseline denial", ADDRESSES,
                        World.with(BASELINE_DENY), World.with(BASELINE_DENY, open), "ingress L",
                        "+ dev/shell-0: every protocol and port"),
                row("97", "the last NetworkPolicy is removed before a Baseline denial", ADDRESSES,
                        World.with(BASELINE_DENY, NP), World.with(BASELINE_DENY), "ingress L T; egress L",
                        "- ai/gateway-0: TCP 8080", "+ 0.0.0.0/0: every protocol and port"));
    }

    private static Stream<Scenario> reading() {
        var unknown = admin("a", 1, ingress("Pass", "from: [{planets: {}}]"));
        var node = TRAINER.replace("spec: {", "spec: {hostNetwork: true, ");
        var onNode = List.of(node, World.GATEWAY, World.SHELL);
        return Stream.of(
                row("98", "an Admin policy accepts every network", ADDRESSES, World.with(NP),
                        World.with(NP, newer("k", "Admin",
                                "egress: [{action: Accept, to: [{networks: [0.0.0.0/0]}]}]")),
                        "egress L",
                        "+ dev/shell-0: TCP every port; UDP 1-52,54-65535; SCTP every port; ICMP; other protocols"),
                row("102", "a rule that passes on gets a peer that is not known", ADDRESSES, World.with(NP),
                        World.with(NP, unknown), "ingress T", "- ai/gateway-0: TCP 8080").exactly(),
                row("103", "the subject of an Admin denial is a pod in the network of its node", ADDRESSES,
                        World.of(World.NAMESPACES, onNode),
                        World.of(World.NAMESPACES, onNode, admin("d", 1, ingress("Deny", FROM_ALL))), "0"));
    }

    private static Stream<Scenario> enforcers() {
        var older = World.with(NP, BASELINE_DENY, admin("a", 10, ingress("Allow",
                "from: [{namespaces: {matchLabels: {env: dev}}}], ports: [{portNumber: {port: 80}}]")));
        var rewritten = World.with(NP,
                newer("b", "Baseline", ingress("Deny", FROM_ALL)),
                newer("a", "Admin", ingress("Accept", "from: [{namespaces: {matchLabels: {env: dev}}}], "
                        + "protocols: [{tcp: {destinationPort: {number: 80}}}]")));
        var block = networkPolicy("np", "policyTypes: [Ingress], " + World.INGRESS
                + ", egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
        var wide = networkPolicy("np",
                "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
        return Stream.of(
                row("100", "policies are rewritten in the newer version", ADDRESSES, older, rewritten, "0"),
                row("101", "policies are rewritten in the version that the enforcer does not know",
                        NEWEST_CILIUM,
                        World.with(newer("a", "Admin", ingress("Deny", FROM_ALL))),
                        World.with(admin("a", 10, ingress("Deny", FROM_ALL))), "ingress L",
                        "+ dev/shell-0: every protocol and port"),
                row("104", "Cilium takes over, and blocks match no pods", ADDRESSES, World.with(wide),
                        World.with(wide), "egress T", "- dev/shell-0: every protocol and port").then(CILIUM),
                row("104", "Cilium takes over, and rules isolate without their policy type", ADDRESSES,
                        World.with(block), World.with(block), "ingress L; egress T",
                        "+ host: every protocol and port", "- dev/shell-0: every protocol and port")
                        .then(CILIUM));
    }
}
