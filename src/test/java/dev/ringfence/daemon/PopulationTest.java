package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the population hands out equals what was put in, although it keeps far less.
class PopulationTest {
    private static final List<String> NAMES = List.of("web-0", "web-1", "web-10", "job-7f9c-x2x", "ünïcode",
            "\uD800lone", "日本-0", "a", "x".repeat(300));
    private static final List<String> UIDS = List.of("", "uid-1", "8f14e45f-ceea-467f-9575-3ee2b0b3f1a1",
            "8F14E45F-CEEA-467F-9575-3EE2B0B3F1A1", "zzzzzzzz-ceea-467f-9575-3ee2b0b3f1a1", "日本");
    private static final List<Address> ADDRESSES = List.of(address("10.0.0.1"), address("255.255.255.255"),
            address("10.0.0.200"), address("fd00::1"), address("::"));
    private static final Projection FEW = new Projection(Set.of("app"), Set.of(),
            new TreeSet<>(List.of(address("10.0.0.128"))));
    private static final Projection MORE = new Projection(Set.of("app", "index", "own"),
            Set.of(new NamedPort(Protocol.TCP, "http")), new TreeSet<>(List.of(address("10.0.0.2"))));

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @Test
    void aPodComesBackAsItWas() {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++) {
            var pod = pod(random, "shop", pick(random, NAMES));
            assertThat(PackedPod.of(pod, new Mould(PodMould.of(pod))).unpack()).as("pod %d", i)
                    .isEqualTo(pod);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRandomHistoryLeavesWhatASimplePopulationWouldHave(long seed) {
        var random = new Random(seed);
        var population = new Population(_ -> List.of());
        var pods = new HashMap<String, SortedMap<String, Pod>>();
        var namespaces = new TreeMap<String, Namespace>();
        var projection = Projection.NOTHING;
        for (var event = 0; event < 300; event++) {
            var namespace = random.nextBoolean() ? "shop" : "bank";
            switch (random.nextInt(12)) {
                case 0 -> {
                    var state = namespace(random, namespace);
                    assertThat(population.put(namespace, Optional.of(state)))
                            .isEqualTo(Optional.ofNullable(namespaces.put(namespace, state)));
                }
                case 1 -> {
                    projection = random.nextBoolean() ? FEW : MORE;
                    population.reclassify(projection);
                }
                case 2 -> {
                    projection = projection.covers(MORE) ? projection : projection.and(MORE);
                    population.distinguish(MORE);
                }
                default -> {
                    var name = pick(random, NAMES);
                    var here = pods.computeIfAbsent(namespace, _ -> new TreeMap<>());
                    var state = random.nextInt(4) == 0
                            ? Optional.<Pod>empty()
                            : Optional.of(pod(random, namespace, name));
                    var before = Optional.ofNullable(
                            state.isPresent() ? here.put(name, state.get()) : here.remove(name));
                    assertThat(population.put(namespace, name, state)).isEqualTo(before);
                }
            }
            for (var each : List.of("shop", "bank")) {
                var expected = List.copyOf(pods.getOrDefault(each, new TreeMap<>()).values());
                assertThat(population.pods(each)).as("seed %d, event %d", seed, event).isEqualTo(expected);
                assertThat(classes(population, each)).as("seed %d, event %d", seed, event)
                        .isEqualTo(classes(expected, projection, population.labels(each)));
            }
        }
    }

    private static Map<PeerClass, List<Pod>> classes(Population population, String namespace) {
        var classes = new TreeMap<PeerClass, List<Pod>>();
        population.classes(namespace)
                .forEach(peers -> classes.put(peers, List.copyOf(population.members(peers))));
        return classes;
    }

    private static Map<PeerClass, List<Pod>> classes(List<Pod> pods, Projection projection, Labels labels) {
        var classes = new TreeMap<PeerClass, List<Pod>>();
        pods.stream().filter(Pod::isSubjectToPolicies).forEach(pod -> classes
                .computeIfAbsent(projection.classOf(new LabelPoint(pod.namespace(), labels, pod.labels()),
                        pod.addresses(), pod.ports()), _ -> new ArrayList<>())
                .add(pod));
        return classes;
    }

    private static Namespace namespace(Random random, String name) {
        return new Namespace(name, "uid", Labels.of(Map.of("team", "" + random.nextInt(2))), false);
    }

    private static Pod pod(Random random, String namespace, String name) {
        var labels = new HashMap<String, String>();
        labels.put("app", pick(random, List.of("web", "job", "")));
        labels.put("own", random.nextBoolean() ? name : "" + random.nextInt(3));
        if (random.nextBoolean()) {
            labels.put("index", name.substring(name.length() - 1));
        }
        var addresses = ADDRESSES.stream().filter(_ -> random.nextInt(3) == 0).toList();
        var ports = random.nextBoolean()
                ? List.<ContainerPort>of()
                : List.of(new ContainerPort(new NamedPort(Protocol.TCP, "http"), 80),
                        new ContainerPort(new NamedPort(Protocol.UDP, "dns"), 53));
        var traits = random.nextInt(5) == 0
                ? Set.of(pick(random, List.of(Pod.Trait.values())))
                : Set.<Pod.Trait>of();
        var owner = pick(random, List.of(name, "web", ""));
        return new Pod(namespace, name, pick(random, UIDS), Labels.of(labels),
                new Workload("apps/v1", "StatefulSet", namespace, owner), addresses, ports,
                random.nextBoolean() ? "node-1" : "", traits);
    }

    private static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
