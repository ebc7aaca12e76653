package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Node;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories of a small cluster: what the loop knows step by step is what it would find by looking at everything anew.
class IncrementalTest {
    private static final int EVENTS = 250;
    /// With policies of every kind a judgement has much more to divide among its causes.
    private static final int EVENTS_OF_EVERY_KIND = 100;
    private static final List<String> NAMESPACES = List.of(Specimen.NAMESPACE, "blue", "green", "grey");
    private static final List<Map<String, String>> POD_LABELS = List.of(Map.of(), Specimen.MODEL,
            Map.of("workload", "ai"), Map.of("role", "data-collector"),
            Map.of("role", "admin", "workload", "ai"));

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    static LongStream someSeeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStepEqualsAFullJudgement(long seed) {
        follow(seed, EVENTS, List.of(networkPolicy()), random -> change(random, 5));
    }

    /// Policies of the whole cluster, what policies refer to, and the enforcer change as well.
    @ParameterizedTest
    @MethodSource("someSeeds")
    void everyStepWithPoliciesOfEveryKindEqualsAFullJudgement(long seed) {
        var policies = List.of(networkPolicy(), kept(PolicyKind.CILIUM_NETWORK_POLICY, referring()),
                kept(PolicyKind.ADMIN_NETWORK_POLICY,
                        tiered(PolicyKind.ADMIN_NETWORK_POLICY, new Random(0))));
        follow(seed, EVENTS_OF_EVERY_KIND, policies, random -> change(random, 9));
    }

    private static void follow(long seed, int events, List<Map<String, Object>> policies,
            Function<Random, Change> changes) {
        var random = new Random(seed);
        var loop = new LoopFixture();
        loop.see(baseline(policies));
        loop.sync();
        for (var event = 0; event < events; event++) {
            loop.tell(changes.apply(random));
            if (event % 10 == 0) {
                loop.pass(LoopFixture.RESYNC);
            }
            assertThat(loop.happenings).as("seed %d, event %d", seed, event).doesNotContain("disagreement");
        }
        assertThat(loop.happenings).as("seed %d finds drifts at all", seed)
                .anyMatch(line -> line.startsWith("opened"));
    }

    /// Guards by name and by label, and admits peers from other namespaces by their labels.
    private static BaselineObject baseline(List<Map<String, Object>> policies) {
        var reference = Specimen.baseline("Observe", 1, Map.of());
        var document = new HashMap<>(reference.tree());
        document.put("spec", Map.of("scope",
                Map.of("namespaces", Map.of("names", List.of(Specimen.NAMESPACE), "selector",
                        Map.of("matchLabels", Map.of("guard", "yes"))), "workloads",
                        Map.of("matchLabels", Map.of("workload", "ai"))),
                "policies", policies,
                "guarantees",
                List.of(Map
                        .of("name", "nobody-from-grey", "never",
                                Map.of("ingress", Map.of("from", List.of(Map.of(
                                        "namespaceSelector",
                                        Map.of("matchLabels", Map.of("colour", "grey"))))))))));
        return new BaselineObject(reference.name(), reference.source(), reference.uid(), 1, document,
                Optional.empty());
    }

    private static Map<String, Object> networkPolicy() {
        return Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                Map.of("name", Specimen.POLICY.name()), "spec", spec());
    }

    /// Means something else whenever a group, a Service or the ports of pods change.
    private static Map<String, Object> referring() {
        var group = Map.of("fromCIDRSet", List.of(Map.of("cidrGroupRef", "group-0")));
        var service = Map.of("toServices",
                List.of(Map.of("k8sService", Map.of("serviceName", "service-0"))));
        var port = Map.of("toPorts", List.of(Policies.port("http")));
        return Map.of("endpointSelector", Map.of("matchLabels", Map.of("workload", "ai")), "ingress",
                List.of(group), "egress", List.of(service, port));
    }

    private static Map<String, Object> kept(PolicyKind kind, Map<String, Object> spec) {
        return Map.of("apiVersion", kind.apiVersion(), "kind", kind.kind(), "metadata",
                Map.of("name", "kept"), "spec", spec);
    }

    private static Map<String, Object> spec() {
        return Map.of("podSelector", Map.of("matchLabels", Map.of("workload", "ai")), "ingress",
                List.of(Specimen.rule(Map.of("role", "data-collector"), 80),
                        Map.of("from", List.of(Map.of("namespaceSelector",
                                Map.of("matchLabels", Map.of("colour", "blue")), "podSelector",
                                Map.of("matchLabels",
                                        Map.of("role", "admin")))))));
    }

    private static Change change(Random random, int choices) {
        var namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        return switch (random.nextInt(choices)) {
            case 0 -> new NamespaceChange(namespace, namespace(namespace, random));
            case 1, 2 -> {
                var name = "pod-" + random.nextInt(4);
                yield new PodChange(namespace, name, pod(namespace, name, random));
            }
            case 5, 6 -> otherKind(random);
            case 7, 8 -> reference(random);
            default -> {
                var name = random.nextBoolean() ? Specimen.POLICY.name() : "extra-" + random.nextInt(2);
                var key = new PolicyKey("NetworkPolicy", namespace, name);
                yield new PolicyChange(key, policy(key, random));
            }
        };
    }

    private static Change otherKind(Random random) {
        var kinds = Arrays.stream(PolicyKind.values()).filter(kind -> kind != PolicyKind.NETWORK_POLICY)
                .toList();
        var kind = kinds.get(random.nextInt(kinds.size()));
        var name = random.nextBoolean() ? "kept" : "other-" + random.nextInt(2);
        var key = new PolicyKey(kind.kind(),
                kind.isNamespaced() ? NAMESPACES.get(random.nextInt(NAMESPACES.size())) : "", name);
        return new PolicyChange(key,
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(new PolicyObject(key, kind.apiVersion(), "uid",
                                "" + random.nextInt(), Optional.empty(),
                                Map.of("spec", kind.hasSpecs() ? cilium(random) : tiered(kind, random)))));
    }

    private static Map<String, Object> cilium(Random random) {
        Map<String, Object> peers = switch (random.nextInt(6)) {
            case 0 -> Map.of("fromCIDRSet", List.of(Map.of("cidrGroupRef", "group-" + random.nextInt(2))));
            case 1 -> Map.of("fromEndpoints", List.of(Map.of()));
            case 2 -> Map.of("fromEntities", List.of("cluster"));
            case 3 -> Map.of("fromCIDR", List.of("10.0.0.0/8"), "fromEntities", List.of("refused"));
            case 4 -> Map.of("toPorts",
                    List.of(Policies.port(random.nextBoolean() ? "http" : "8080")));
            default -> Map.of();
        };
        Map<String, Object> out = random.nextBoolean()
                ? Map.of("toServices", List.of(Map.of("k8sService",
                        Map.of("serviceName", "service-" + random.nextInt(2)))))
                : Map.of("toPorts", List.of(Policies.port("http")));
        return Map.of("endpointSelector",
                Map.of("matchLabels", POD_LABELS.get(random.nextInt(POD_LABELS.size()))),
                random.nextBoolean() ? "ingress" : "ingressDeny", List.of(peers), "egress", List.of(out));
    }

    private static Map<String, Object> tiered(PolicyKind kind, Random random) {
        var namespaces = random.nextBoolean()
                ? Map.<String, Object>of()
                : Map.<String, Object>of("matchLabels", Map.of("guard", "yes"));
        var allow = kind == PolicyKind.CLUSTER_NETWORK_POLICY ? "Accept" : "Allow";
        var spec = new HashMap<String, Object>(Map.of("subject", Map.of("namespaces", namespaces), "ingress",
                List.of(Map.of("action", random.nextBoolean() ? allow : "Deny", "from",
                        List.of(Map.of("namespaces",
                                Map.of("matchLabels", Map.of("colour", "blue"))))))));
        if (kind != PolicyKind.BASELINE_ADMIN_NETWORK_POLICY) {
            spec.put("priority", random.nextInt(3));
        }
        if (kind == PolicyKind.CLUSTER_NETWORK_POLICY) {
            spec.put("tier", random.nextBoolean() ? "Admin" : "Baseline");
        }
        return spec;
    }

    private static Change reference(Random random) {
        var present = random.nextInt(3) > 0;
        return switch (random.nextInt(5)) {
            case 0 -> present
                    ? ReferencesTest.group("group-" + random.nextInt(2),
                            "10." + random.nextInt(3) + ".0.0/16")
                    : new CidrGroupChange("group-" + random.nextInt(2), Optional.empty());
            case 1, 2 -> {
                var name = "service-" + random.nextInt(2);
                yield new ServiceChange("blue", name, present
                        ? Optional.of(new Service("blue", name, Labels.EMPTY,
                                Optional.of(LabelSelector.EVERYTHING.and("role",
                                        ValueSet.of(random.nextBoolean() ? "admin" : "data-collector"))),
                                List.of()))
                        : Optional.empty());
            }
            case 3 -> new NodeChange("node-1", present
                    ? Optional.of(new Node("node-1", Labels.EMPTY,
                            List.of(Address.parse("10.1.0.1").orElseThrow())))
                    : Optional.empty());
            default -> new ProfileChange(switch (random.nextInt(4)) {
                case 0 -> EnforcementProfile.GENERIC;
                case 1 -> EnforcementProfile.of(CiliumProfile.CURRENT.with(Option.AUDIT));
                case 2 -> EnforcementProfile.of(CiliumProfile.CURRENT.with(Option.CIDR_MATCHES_NODES));
                default -> EnforcementProfile.CILIUM;
            }, "chance");
        };
    }

    private static Optional<Namespace> namespace(String name, Random random) {
        if (random.nextInt(6) == 0) {
            return Optional.empty();
        }
        var labels = new HashMap<>(Map.of("kubernetes.io/metadata.name", name));
        if (random.nextBoolean()) {
            labels.put("guard", "yes");
        }
        if (random.nextBoolean()) {
            labels.put("colour", random.nextBoolean() ? "blue" : "grey");
        }
        return Optional.of(new Namespace(name, "uid-" + name, Labels.of(labels), random.nextInt(8) == 0));
    }

    private static Optional<Pod> pod(String namespace, String name, Random random) {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        var pod = Specimen.pod(namespace, name, POD_LABELS.get(random.nextInt(POD_LABELS.size())));
        var ports = random.nextInt(3) == 0
                ? List.of(new ContainerPort(new NamedPort(Protocol.TCP, "http"), 8080 + random.nextInt(2)))
                : List.<ContainerPort>of();
        return Optional.of(new Pod(namespace, name, pod.uid(), pod.labels(), pod.workload(), pod.addresses(),
                ports, pod.node(), pod.traits()));
    }

    private static Optional<PolicyObject> policy(PolicyKey key, Random random) {
        Map<String, Object> spec = switch (random.nextInt(5)) {
            case 0 -> Map.of();
            case 1 -> spec();
            case 2 -> Specimen.open();
            case 3 -> Map.of("podSelector",
                    Map.of("matchLabels", POD_LABELS.get(random.nextInt(POD_LABELS.size()))), "ingress",
                    List.of(Specimen.rule(POD_LABELS.get(random.nextInt(POD_LABELS.size())), 8080)));
            default -> Map.of("podSelector", Map.of(), "policyTypes", List.of("Egress"));
        };
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new PolicyObject(key, "networking.k8s.io/v1", "uid", "" + random.nextInt(),
                        Optional.empty(),
                        Map.of("spec", spec)));
    }
}
