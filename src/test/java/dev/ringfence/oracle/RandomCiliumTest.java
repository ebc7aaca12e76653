package dev.ringfence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.model.Address;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what the engine makes of random policies of Cilium against what the oracle says of single flows.
class RandomCiliumTest {
    private static final int CASES = 250;
    private static final List<String> ADDRESSES = List.of("192.0.2.1", "192.0.2.200", "10.0.0.1",
            "198.51.100.1");
    private static final List<Integer> PORTS = List.of(8, 80, 81, 82, 443, 500, 501);
    private static final String CLUSTER = """
            {kind: Namespace, metadata: {name: ai, labels: {env: a}}}
            ---
            {kind: Namespace, metadata: {name: dev}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: a, labels: {app: a, pod-template-hash: a}}, status: {podIPs: [{ip: 10.0.0.1}]}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: b, labels: {app: b, tier: a}}, status: {podIPs: [{ip: 10.0.0.2}]}}
            ---
            {kind: Pod, metadata: {namespace: dev, name: c, labels: {app: a}}, status: {podIPs: [{ip: 10.0.0.3}]}}
            ---
            {kind: Pod, metadata: {namespace: dev, name: d, labels: {tier: b}}, status: {podIPs: [{ip: 10.0.0.4}]}}
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyFlowIsDecidedAsCiliumSays(long block) {
        for (var seed = block * CASES; seed < (block + 1) * CASES; seed++) {
            var local = seed % 2 == 0;
            var policies = new RandomCiliumPolicies(new Random(seed)).policies();
            assertThat(unread(policies)).as("seed %d", seed).isEmpty();
            if (disagreement(policies, local).isPresent()) {
                var smallest = shrunk(policies, local);
                assertThat(disagreement(smallest, local)).as("seed %d, shrunk to%n%s", seed, smallest)
                        .isEmpty();
            }
        }
    }

    /// Why policies cannot be read, in which case they would mean nothing.
    private static List<Problem> unread(List<Map<String, Object>> policies) {
        var cluster = TestCluster.of(EnforcementProfile.CILIUM, policies);
        return policies.stream().map(Field::root).flatMap(policy -> cluster
                .policy(new PolicyKey(policy.get("kind").text(),
                        policy.get("metadata").get("namespace").optionalText().orElse(""),
                        policy.get("metadata").get("name").text()))
                .problem().stream()).toList();
    }

    private static List<Map<String, Object>> shrunk(List<Map<String, Object>> policies, boolean local) {
        var smallest = policies;
        for (var smaller = simpler(policies, local); smaller.isPresent(); smaller = simpler(smallest,
                local)) {
            smallest = smaller.get();
        }
        return smallest;
    }

    private static Optional<List<Map<String, Object>>> simpler(List<Map<String, Object>> policies,
            boolean local) {
        var candidates = new ArrayList<>(Shrinking.without(policies));
        candidates.addAll(Shrinking.simpler(policies));
        return candidates.stream().filter(fewer -> disagreement(fewer, local).isPresent()).findFirst();
    }

    private static Optional<String> disagreement(List<Map<String, Object>> policies, boolean local) {
        var cilium = local
                ? CiliumProfile.CURRENT
                : CiliumProfile.CURRENT.without(Option.DEFAULT_LOCAL_CLUSTER);
        var profile = EnforcementProfile.of(cilium);
        var manifests = new ArrayList<>(Manifests.documents(CLUSTER));
        manifests.addAll(policies);
        var cluster = TestCluster.of(profile, manifests);
        var oracle = new CiliumOracle(policies, local);
        for (var subject : cluster.pods()) {
            for (var direction : Direction.values()) {
                var found = disagreement(cluster, oracle, subject, direction, profile);
                if (found.isPresent()) {
                    return Optional.of(direction + " of " + subject.key() + " " + found.get());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> disagreement(TestCluster cluster, CiliumOracle oracle, Pod subject,
            Direction direction, EnforcementProfile profile) {
        var point = cluster.peer(subject).point();
        var selecting = cluster.policies(subject.namespace()).stream()
                .filter(policy -> policy.subject().contains(point)).toList();
        var excess = Excess.of(Reach.of(selecting, direction, Optional.of(List.of()), profile),
                Reach.nothing(direction));
        var answers = new TreeMap<String, PortSet>();
        var identities = new TreeMap<String, CiliumIdentity>();
        for (var pod : cluster.pods()) {
            var at = excess.at(cluster.peer(pod));
            assertThat(at.certain()).isEqualTo(at.possible());
            answers.put(pod.key(), at.certain().ports());
            identities.put(pod.key(), identity(cluster, pod));
        }
        for (var ip : ADDRESSES) {
            answers.put(ip, excess.at(Address.parse(ip).orElseThrow()).certain().ports());
            identities.put(ip, CiliumIdentity.address(ip));
        }
        for (var entity : Entity.values()) {
            answers.put(entity.text(), with(entity, selecting, direction));
            identities.put(entity.text(), CiliumIdentity.entity(entity.text()));
        }
        return identities.entrySet().stream()
                .flatMap(peer -> differs(oracle, identity(cluster, subject), direction, peer.getValue(),
                        answers.getOrDefault(peer.getKey(), PortSet.NONE))
                        .map(text -> "with " + peer.getKey() + ": " + text)
                        .stream())
                .findFirst();
    }

    /// Single entities cannot be asked of an excess; this is the union of their rules.
    private static PortSet with(Entity entity, List<Policy> policies, Direction direction) {
        var isolated = policies.stream().anyMatch(policy -> policy.isolates().contains(direction));
        var always = direction == Direction.INGRESS && entity == Entity.HOST;
        return (isolated && !always ? ports(Action.ALLOW, entity, policies, direction) : PortSet.ALL)
                .minus(ports(Action.DENY, entity, policies, direction));
    }

    private static PortSet ports(Action action, Entity entity, List<Policy> policies, Direction direction) {
        return policies.stream().flatMap(policy -> policy.rules(direction).stream())
                .filter(rule -> rule.action() == action && rule.peers().entities().contains(entity))
                .map(rule -> rule.ports()).reduce(PortSet.NONE, PortSet::union);
    }

    private static CiliumIdentity identity(TestCluster cluster, Pod pod) {
        return CiliumIdentity.pod(pod.namespace(), cluster.labels(pod.namespace()).toMap(),
                pod.labels().toMap());
    }

    private static Optional<String> differs(CiliumOracle oracle, CiliumIdentity subject, Direction direction,
            CiliumIdentity peer, PortSet found) {
        for (var protocol : List.of("TCP", "UDP", "SCTP", "ICMP", "other")) {
            for (var port : PORTS) {
                var expected = oracle.allows(subject, direction.text().toLowerCase(Locale.ROOT), peer,
                        protocol, port);
                if (expected != has(found, protocol, port)) {
                    return Optional.of(protocol + " " + port + " must be "
                            + (expected ? "allowed" : "refused") + ", but the engine allows " + found);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(PortSet ports, String protocol, int port) {
        return switch (protocol) {
            case "ICMP" -> ports.icmp().contains(Address.Family.IPV4, port);
            case "other" -> ports.other();
            default -> ports.of(Protocol.valueOf(protocol)).contains(port);
        };
    }
}
