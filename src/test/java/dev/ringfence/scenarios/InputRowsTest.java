package dev.ringfence.scenarios;

import static dev.ringfence.scenarios.NetworkPolicyRowsTest.ADDRESSES;
import static dev.ringfence.scenarios.NetworkPolicyRowsTest.CILIUM;
import static dev.ringfence.scenarios.NetworkPolicyRowsTest.any;
import static dev.ringfence.scenarios.Scenario.row;
import static dev.ringfence.scenarios.World.BUCKET;
import static dev.ringfence.scenarios.World.GATEWAY;
import static dev.ringfence.scenarios.World.NAMESPACES;
import static dev.ringfence.scenarios.World.NOTEBOOK;
import static dev.ringfence.scenarios.World.NP;
import static dev.ringfence.scenarios.World.SHELL;
import static dev.ringfence.scenarios.World.TRAINER;
import static dev.ringfence.scenarios.World.networkPolicy;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.LabelFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows 31 to 50: what policies speak of changes, and they do not.
class InputRowsTest {
    private static final String PARTNERS = "egress: [{toCIDRSet: [{cidrGroupRef: partners}]}]";
    private static final String TO_BUCKET = "egress: [{toServices: [{k8sService: {serviceName: bucket, "
            + "namespace: storage}}], toPorts: [{ports: [{port: '443', protocol: TCP}]}]}]";

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void inputChanged(Scenario scenario) {
        scenario.check();
    }

    static Stream<Scenario> rows() {
        return Stream.of(labels(), pods(), names(), references(), identities()).flatMap(rows -> rows);
    }

    private static List<Map<String, Object>> trainer(String trainer, String... more) {
        return World.of(NAMESPACES, List.of(trainer, GATEWAY, NOTEBOOK, SHELL, BUCKET), more);
    }

    private static String cilium(String name, String rules) {
        return CiliumRowsTest.policy(name, rules);
    }

    private static Stream<Scenario> labels() {
        var unlabelled = TRAINER.replace("app: trainer", "app: retired");
        var denyAll = networkPolicy("deny", "{}", "policyTypes: [Ingress, Egress]");
        var fromDev = networkPolicy("np",
                "ingress: [{from: [{namespaceSelector: {matchLabels: {trusted: yes-sir}}}]}]");
        var toData = networkPolicy("np",
                "policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {tier: data}}}]}]");
        var pods = List.of(TRAINER, GATEWAY, NOTEBOOK, SHELL, BUCKET);
        return Stream.of(
                any("31", "the label by which the policy selects the pod is changed", World.with(NP),
                        trainer(unlabelled, NP), "ingress L; egress L",
                        "+ dev/shell-0: every protocol and port"),
                any("32", "the same, and the namespace denies by default", World.with(NP, denyAll),
                        trainer(unlabelled, NP, denyAll), "ingress T; egress T", "- ai/gateway-0: TCP 8080"),
                any("33", "a namespace gets the label for which a peer asks", World.with(fromDev),
                        World.of(NAMESPACES.replace("env: dev", "env: dev, trusted: yes-sir"), pods, fromDev),
                        "ingress L", "+ dev/shell-0: every protocol and port"),
                any("34", "a namespace loses the label for which a peer asks", World.with(toData),
                        World.of(NAMESPACES.replace("tier: data", "tier: cold"), pods, toData), "egress T",
                        "- storage/bucket-0: every protocol and port"),
                any("35", "a pod labels itself as an admitted peer", World.with(NP),
                        World.of(NAMESPACES, List.of(TRAINER, GATEWAY,
                                NOTEBOOK.replace("app: notebook", "app: gateway"), SHELL, BUCKET), NP),
                        "ingress L", "+ ai/notebook-0: TCP 8080"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> pods() {
        var agent = "{apiVersion: v1, kind: Pod, metadata: {namespace: dev, name: agent}, "
                + "spec: {nodeName: one, hostNetwork: true}, status: {podIPs: [{ip: 192.0.2.1}]}}";
        var owned = GATEWAY.replace("name: gateway-0,", "name: gateway-0, ownerReferences: "
                + "[{apiVersion: apps/v1, kind: ReplicaSet, name: gateway, controller: true}],");
        var moved = owned.replace("10.0.0.20", "10.0.7.7").replace("gateway-0", "gateway-9");
        var finished = GATEWAY.replace("status: {", "status: {phase: Succeeded, ")
                .replace("name: gateway-0", "name: job-0");
        return Stream.of(
                any("36", "the pod runs in the network of its node", World.with(NP),
                        trainer(TRAINER.replace("spec: {", "spec: {hostNetwork: true, "), NP),
                        "ingress L; egress L", "+ dev/shell-0: every protocol and port"),
                Stream.of(
                        row("37", "a pod appears in the network of the pod's node", ADDRESSES, World.with(NP),
                                World.with(NP, agent), "ingress L; egress L",
                                "+ dev/agent: every protocol and port"),
                        row("37", "a pod appears in the network of the pod's node, which is let in only",
                                CILIUM, World.with(NP), World.with(NP, agent), "ingress L",
                                "+ dev/agent: every protocol and port")),
                any("41", "an admitted workload is scaled and rescheduled",
                        World.of(NAMESPACES, List.of(TRAINER, owned, SHELL, BUCKET), NP),
                        World.of(NAMESPACES,
                                List.of(TRAINER, moved, moved.replace("-9", "-8").replace("7.7", "7.8"),
                                        SHELL, BUCKET),
                                NP),
                        "0"),
                any("42", "a pod with the labels of an admitted peer has finished", World.with(NP),
                        World.with(NP, finished), "0"))
                .flatMap(rows -> rows);
    }

    private static Stream<Scenario> names() {
        var byName = networkPolicy("np", "ingress: [{ports: [{port: http}]}]");
        var toName = networkPolicy("np",
                "policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: api}]}]");
        var foreign = "{apiVersion: v1, kind: Pod, metadata: {namespace: dev, name: trap}, "
                + "spec: {containers: [{name: c, ports: [{name: api, containerPort: 1}]}]}}";
        var everywhere = cilium("np", "egress: [{toPorts: [{ports: [{port: api, protocol: TCP}]}]}]");
        return Stream.of(
                any("38", "the pod gives the name of an admitted port to another port", World.with(byName),
                        trainer(TRAINER.replace("8080", "9090"), byName), "ingress L T",
                        "+ dev/shell-0: TCP 9090", "- dev/shell-0: TCP 8080"),
                Stream.of(
                        row("39", "a destination gives the name of an admitted port to another port",
                                ADDRESSES,
                                World.with(toName),
                                World.of(NAMESPACES, List.of(TRAINER, GATEWAY, NOTEBOOK, SHELL,
                                        BUCKET.replace("443", "444")), toName),
                                "egress L T", "+ storage/bucket-0: TCP 444", "- storage/bucket-0: TCP 443"),
                        row("40", "a foreign pod gives the name of an admitted port to another port", CILIUM,
                                World.with(everywhere, foreign.replace("name: api", "name: trap")),
                                World.with(everywhere, foreign), "egress T",
                                "- storage/bucket-0: TCP 443", "- 0.0.0.0/0: TCP 443")))
                .flatMap(rows -> rows);
    }

    private static String group(String cidrs) {
        return "{apiVersion: cilium.io/v2, kind: CiliumCIDRGroup, metadata: {name: partners}, "
                + "spec: {externalCIDRs: [" + cidrs + "]}}";
    }

    private static String service(String app) {
        return "{apiVersion: v1, kind: Service, metadata: {namespace: storage, name: bucket}, "
                + "spec: {selector: {app: " + app + "}}}";
    }

    private static Stream<Scenario> references() {
        var allowed = cilium("np", PARTNERS);
        var denied = cilium("np",
                "egress: [{toEntities: [world]}], " + PARTNERS.replace("egress", "egressDeny"));
        var toBucket = cilium("np", TO_BUCKET);
        var vault = BUCKET.replace("bucket", "vault");
        return Stream.of(
                row("44", "a group of addresses gains one", CILIUM,
                        World.with(allowed, group("192.0.2.0/24")),
                        World.with(allowed, group("192.0.2.0/24, 198.51.100.0/24")), "egress L",
                        "+ 198.51.100.0/24: every protocol and port").exactly(),
                row("45", "a group of addresses that a rule allows is deleted", CILIUM,
                        World.with(allowed, group("192.0.2.0/24")), World.with(allowed), "egress T",
                        "- 192.0.2.0/24: every protocol and port").exactly(),
                row("45", "a group of addresses that a rule denies is deleted", CILIUM,
                        World.with(denied, group("192.0.2.0/24")), World.with(denied), "egress L",
                        "+ 192.0.2.0/24: every protocol and port").exactly(),
                row("46", "a Service selects other pods", CILIUM,
                        World.with(toBucket, vault, service("bucket")),
                        World.with(toBucket, vault, service("vault")), "egress L T",
                        "+ storage/vault-0: TCP 443", "- storage/bucket-0: TCP 443").exactly(),
                row("47", "the Service of a rule with ports is deleted", CILIUM,
                        World.with(toBucket, service("bucket")), World.with(toBucket), "egress L? T?",
                        "+ dev/shell-0: TCP 443", "+ 0.0.0.0/0: TCP 443", "- storage/bucket-0: TCP 443"));
    }

    private static Stream<Scenario> identities() {
        var accounts = cilium("np", "ingress: [{}]").replace("app: trainer",
                "io.cilium.k8s.policy.serviceaccount: training");
        var training = TRAINER.replace("spec: {", "spec: {serviceAccountName: training, ");
        var indexed = cilium("np", "ingress: [{}]").replace("app: trainer",
                "apps.kubernetes.io/pod-index: '0'");
        var deny = cilium("np", "ingress: [{}]");
        var fromGateway = cilium("np", "ingress: [{fromEndpoints: [{matchLabels: {app: gateway}}]}]")
                .replace("{app: trainer}", "{}");
        var filtered = EnforcementProfile
                .of(CiliumProfile.CURRENT.with(LabelFilter.parse("!app k8s:!tier")));
        var endpoint = "{apiVersion: cilium.io/v2, kind: CiliumEndpoint, metadata: {namespace: ai, name: %s}}";
        var others = Stream.of("gateway-0", "notebook-0").map(endpoint::formatted)
                .collect(Collectors.joining("\n---\n"));
        return Stream.of(
                row("50", "the endpoint of the pod is missing", CILIUM,
                        World.with(NP, others, endpoint.formatted("trainer-0")), World.with(NP, others),
                        "ingress L?; egress L?", "+ dev/shell-0: every protocol and port"),
                row("43", "the pod runs under another service account than the policy selects", CILIUM,
                        trainer(training, accounts), World.with(accounts), "ingress L"),
                row("43", "the pod runs under the service account that the policy selects", CILIUM,
                        World.with(accounts), trainer(training, accounts), "ingress T"),
                row("48", "a policy selects by a label that is no part of the identity", CILIUM, World.with(),
                        World.with(indexed), "0"),
                row("49", "the filter drops the label by which a policy selects the pod", CILIUM,
                        World.with(deny), World.with(deny), "ingress L").then(filtered),
                row("49", "the filter drops the label by which a rule allows a peer", CILIUM,
                        World.with(fromGateway), World.with(fromGateway), "ingress T",
                        "- ai/gateway-0: every protocol and port").then(filtered));
    }
}
