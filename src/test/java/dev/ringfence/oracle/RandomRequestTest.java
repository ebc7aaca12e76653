package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.fixture.Smallest;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.Field;
import dev.ringfence.model.request.Protocol;
import dev.ringfence.model.request.Request;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what the engine makes of random rules about requests, and of their differences, against single requests.
class RandomRequestTest {
    private static final int CASES = 60;
    private static final String CLUSTER = """
            {kind: Namespace, metadata: {name: ai}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: a, labels: {app: a}}, status: {podIPs: [{ip: 10.0.0.1}]}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: b, labels: {app: b}}, status: {podIPs: [{ip: 10.0.0.2}]}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: c, labels: {app: c}}, status: {podIPs: [{ip: 10.0.0.3}]}}
            """;

    /// A port with its protocol, and what is said there.
    private record Probe(int port, String protocol, Request request) {}

    private static final List<Probe> PROBES = probes();

    private static List<Probe> probes() {
        var probes = new ArrayList<Probe>();
        for (var path : List.of("/v1/a", "/v1/b", "/v2", "/v2/a", "/", "/v1/")) {
            probes.add(new Probe(80, "TCP",
                    request(Protocol.HTTP, Map.of(Field.METHOD, "GET", Field.PATH, path))));
        }
        for (var name : List.of("a.x.", "c.x.", "b.y.", "x.", "a.b.x.")) {
            probes.add(new Probe(53, "UDP", request(Protocol.DNS, Map.of(Field.DNS_NAME, name))));
        }
        for (var port : List.of(80, 443)) {
            for (var name : List.of("a.x", "b.y", "c.z")) {
                probes.add(new Probe(port, "TCP", request(Protocol.OTHER, Map.of(Field.SERVER_NAME, name))));
            }
            probes.add(new Probe(port, "TCP", request(Protocol.OTHER, Map.of())));
        }
        for (var port : List.of(53, 54, 61)) {
            probes.add(new Probe(port, "UDP", request(Protocol.OTHER, Map.of())));
        }
        return probes;
    }

    private static Request request(Protocol protocol, Map<Field, String> values) {
        return new Request(protocol, new TreeMap<>(values), List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRequestIsDecidedAsCiliumSays(long block) {
        for (var seed = block * CASES; seed < (block + 1) * CASES; seed++) {
            var random = new Random(seed);
            var before = rules(random);
            var after = random.nextBoolean() ? rules(random) : changed(before, random);
            if (disagreement(before, after).isPresent()) {
                var smallest = shrunk(before, after);
                assertThat(disagreement(smallest.getFirst(), smallest.getLast()))
                        .as("seed %d, shrunk to %s", seed, smallest).isEmpty();
            }
        }
    }

    private static List<RequestRule> rules(Random random) {
        return Stream.generate(() -> RequestRule.random(random)).limit(1 + random.nextInt(4)).toList();
    }

    /// The same rules but one.
    private static List<RequestRule> changed(List<RequestRule> rules, Random random) {
        var changed = new ArrayList<>(rules);
        changed.set(random.nextInt(rules.size()), RequestRule.random(random));
        return changed;
    }

    private static List<List<RequestRule>> shrunk(List<RequestRule> before, List<RequestRule> after) {
        return Smallest.of(List.of(before, after),
                both -> Stream.concat(
                        Smallest.without(both.getFirst()).map(fewer -> List.of(fewer, both.getLast())),
                        Smallest.without(both.getLast()).map(fewer -> List.of(both.getFirst(), fewer))),
                both -> disagreement(both.getFirst(), both.getLast()).isPresent());
    }

    private static Optional<String> disagreement(List<RequestRule> before, List<RequestRule> after) {
        var old = new RequestOracle(before);
        var young = new RequestOracle(after);
        var clusters = Stream.of(before, after).map(RandomRequestTest::cluster).toList();
        var reaches = clusters.stream().map(RandomRequestTest::reach).toList();
        var all = Excess.of(reaches.getLast(), Reach.nothing(Direction.EGRESS));
        var loosened = Excess.of(reaches.getLast(), reaches.getFirst());
        for (var app : List.of("b", "c")) {
            var peer = clusters.getLast().peer(clusters.getLast().pod("ai/" + app));
            for (var probe : PROBES) {
                var was = old.allows(app, probe.port(), probe.protocol(), probe.request());
                var is = young.allows(app, probe.port(), probe.protocol(), probe.request());
                if (contains(all.at(peer).certain(), probe) != is
                        || contains(all.at(peer).possible(), probe) != is) {
                    return Optional.of(app + " " + probe + ": expected " + is);
                }
                if (contains(loosened.at(peer).certain(), probe) != (is && !was)
                        || contains(loosened.at(peer).possible(), probe) != (is && !was)) {
                    return Optional.of(app + " " + probe + ": was " + was + ", is " + is);
                }
            }
        }
        return Optional.empty();
    }

    /// The pod `ai/a` under one policy for each rule, so that rules meet across policies.
    private static TestCluster cluster(List<RequestRule> rules) {
        var manifests = new ArrayList<>(Manifests.documents(CLUSTER));
        manifests.addAll(
                Manifests.documents("{kind: CiliumNetworkPolicy, metadata: {namespace: ai, name: closed}, "
                        + "spec: {endpointSelector: {}, egress: [{}]}}"));
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            manifests.add(Map.of("kind", "CiliumNetworkPolicy", "metadata",
                    Map.of("namespace", "ai", "name", "p" + i),
                    "spec", Map.of("endpointSelector", Map.of("matchLabels", Map.of("app", "a")),
                            rule.denies() ? "egressDeny" : "egress", List.of(rule.written()))));
        }
        return TestCluster.of(EnforcementProfile.CILIUM, manifests);
    }

    private static Reach reach(TestCluster cluster) {
        var point = cluster.peer(cluster.pod("ai/a")).point();
        return Reach.of(
                cluster.policies("ai").stream().filter(policy -> policy.subject().contains(point)).toList(),
                Direction.EGRESS, Optional.of(List.of()), EnforcementProfile.CILIUM);
    }

    private static boolean contains(Traffic traffic, Probe probe) {
        return contains(traffic.open(), probe) || traffic.limited().entrySet().stream()
                .anyMatch(part -> contains(part.getValue(), probe) && part.getKey().permits(probe.request()));
    }

    private static boolean contains(PortSet ports, Probe probe) {
        return ports.of(dev.ringfence.model.Protocol.valueOf(probe.protocol())).contains(probe.port());
    }
}
