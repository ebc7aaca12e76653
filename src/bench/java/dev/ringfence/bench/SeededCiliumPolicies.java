package dev.ringfence.bench;

import dev.ringfence.model.Namespace;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes the policies of Cilium's own kinds of a seeded cluster, such as people write.
final class SeededCiliumPolicies {
    private static final int CLUSTERWIDE = 20;
    private static final DecodingContext CONTEXT = DecodingContext.of(EnforcementProfile.CILIUM);
    private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
    private static final Map<String, Object> DNS_SERVER = Map.of("matchLabels",
            Map.of(NAMESPACE, "kube-system", "k8s-app", "kube-dns"));

    private final Random random;
    private final List<Namespace> namespaces;
    private final Map<String, List<Application>> applications = new HashMap<>();

    SeededCiliumPolicies(Random random, List<Namespace> namespaces, List<Application> applications) {
        this.random = random;
        this.namespaces = namespaces;
        applications.forEach(application -> this.applications
                .computeIfAbsent(application.namespace(), _ -> new ArrayList<>()).add(application));
    }

    /// Policies of namespaces.
    List<Policy> make(int count) {
        var policies = new ArrayList<Policy>(count);
        for (var i = 0; i < count; i++) {
            var namespace = namespaces.get(random.nextInt(namespaces.size())).name();
            policies.addAll(decode("CiliumNetworkPolicy", namespace, "cilium-" + i, spec(namespace)));
        }
        return policies;
    }

    /// Policies about every pod.
    List<Policy> makeClusterwide() {
        var policies = new ArrayList<Policy>();
        for (var i = 0; i < CLUSTERWIDE; i++) {
            var rule = i == 0
                    ? Map.of("egressDeny", List.of(Map.of("toCIDR", List.of("169.254.169.254/32"))))
                    : Map.of("ingressDeny", List.of(Map.of("fromEndpoints",
                            List.of(selector("k8s:io.cilium.k8s.namespace.labels.team",
                                    "team-" + random.nextInt(SeededCluster.TEAMS))),
                            "toPorts", ports(1_000 + i))));
            var spec = new HashMap<String, Object>(rule);
            spec.put("endpointSelector", Map.of());
            spec.put("enableDefaultDeny", Map.of("ingress", false, "egress", false));
            policies.addAll(decode("CiliumClusterwideNetworkPolicy", "", "everywhere-" + i, spec));
        }
        return policies;
    }

    private Map<String, Object> spec(String namespace) {
        var subject = application(namespace);
        var peers = List.of(selector("app", application(namespace).name()));
        var kind = random.nextInt(100);
        if (kind < 45) {
            return about(subject, "ingress",
                    Map.of("fromEndpoints", peers, "toPorts", ports(subject.port())));
        }
        if (kind < 55) {
            return about(subject, "ingress",
                    Map.of("fromEndpoints", peers, "toPorts", List.of(Map.of("ports", port(subject.port()),
                            "rules", Map.of("http", List.of(Map.of("method", "GET", "path", "/v1/.*")))))));
        }
        if (kind < 65) {
            return about(subject, "ingress",
                    Map.of("fromEntities", List.of(random.nextBoolean() ? "cluster" : "world"), "toPorts",
                            ports(subject.port())));
        }
        if (kind < 75) {
            return about(subject, "ingressDeny", Map.of("fromEndpoints", List.of(
                    selector(NAMESPACE, namespaces.get(random.nextInt(namespaces.size())).name()))));
        }
        if (kind < 90) {
            return about(subject, "egress", Map.of("toCIDRSet",
                    List.of(Map.of("cidr", "203.0." + random.nextInt(256) + ".0/24")), "toPorts",
                    ports(443)));
        }
        return Map.of("endpointSelector", selector("tier", subject.tier()), "egress", List.of(
                Map.of("toEndpoints", List.of(DNS_SERVER), "toPorts", List.of(Map.of("ports",
                        List.of(Map.of("port", "53", "protocol", "ANY")), "rules",
                        Map.of("dns", List.of(Map.of("matchPattern", "*")))))),
                Map.of("toFQDNs", List.of(Map.of("matchPattern", "*.example.org")), "toPorts", ports(443))));
    }

    private Application application(String namespace) {
        var here = applications.getOrDefault(namespace, List.of());
        return here.get(random.nextInt(here.size()));
    }

    private static Map<String, Object> about(Application subject, String section, Map<String, Object> rule) {
        return Map.of("endpointSelector", selector("app", subject.name()), section, List.of(rule));
    }

    private static List<Map<String, Object>> ports(int number) {
        return List.of(Map.of("ports", port(number)));
    }

    private static List<Map<String, Object>> port(int number) {
        return List.of(Map.of("port", Integer.toString(number), "protocol", "TCP"));
    }

    private static Map<String, Object> selector(String key, String value) {
        return Map.of("matchLabels", Map.of(key, value));
    }

    private static List<Policy> decode(String kind, String namespace, String name, Map<String, Object> spec) {
        return Dialects.decode(new PolicyKey(kind, namespace, name), Field.root(Map.of("spec", spec)),
                CONTEXT);
    }
}
