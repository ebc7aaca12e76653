package dev.ringfence.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Algebra;
import dev.ringfence.fixture.Effort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The values of the model keep the laws of the sets that they are.
class AlgebraTest {
    private static final int ROUNDS = Effort.times(600);
    private static final List<Integer> PORTS = List.of(1, 2, 3, 79, 80, 81, 443, 65_533, 65_534, 65_535);
    private static final List<String> ADDRESSES = List.of("0.0.0.0", "0.0.0.1", "9.255.255.255", "10.0.0.0",
            "10.0.0.1", "10.255.255.255", "11.0.0.0", "255.255.255.254", "255.255.255.255", "::", "::1",
            "fd00::", "fd00::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    /// The borders, and one address between each two.
    private static final List<Address> ADDRESS_PROBES = Stream
            .concat(ADDRESSES.stream(), Stream.of("5.0.0.0", "10.0.0.2", "20.0.0.0", "::2", "fd00::2"))
            .map(AlgebraTest::address).toList();
    /// The same for ports.
    private static final List<Integer> PORT_PROBES = Stream.concat(PORTS.stream(), Stream.of(50, 100, 1_000))
            .toList();
    private static final List<String> VALUES = List.of("a", "b", "c");

    private static <T> void check(Algebra<T> algebra, Function<Random, T> set) {
        for (var seed = 0L; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            algebra.check(set.apply(random), set.apply(random), set.apply(random), "seed " + seed);
        }
    }

    @Test
    void portsKeepTheLawsOfSets() {
        check(new Algebra<>(PortIntervals.NONE, PortIntervals.ALL, PortIntervals::union,
                PortIntervals::intersect, PortIntervals::minus, PortIntervals::isEmpty,
                (one, other) -> PORT_PROBES.stream()
                        .allMatch(port -> one.contains(port) == other.contains(port))),
                AlgebraTest::intervals);
    }

    @Test
    void protocolsAndPortsKeepTheLawsOfSets() {
        check(new Algebra<>(PortSet.NONE, PortSet.ALL, PortSet::union, PortSet::intersect, PortSet::minus,
                PortSet::isEmpty, AlgebraTest::isAlike), AlgebraTest::ports);
    }

    private static boolean isAlike(PortSet one, PortSet other) {
        return one.other() == other.other()
                && Arrays.stream(Protocol.values()).allMatch(protocol -> PORT_PROBES.stream().allMatch(
                        port -> one.of(protocol).contains(port) == other.of(protocol).contains(port)))
                && Arrays.stream(Address.Family.values())
                        .allMatch(family -> Stream.of(0, 8, 128, 255).allMatch(
                                type -> one.icmp().contains(family, type) == other.icmp().contains(family,
                                        type)));
    }

    @Test
    void addressesKeepTheLawsOfSets() {
        check(new Algebra<>(AddressSet.NONE, AddressSet.ALL, AddressSet::union,
                (one, other) -> one.minus(AddressSet.ALL.minus(other)), AddressSet::minus,
                AddressSet::isEmpty,
                (one, other) -> ADDRESS_PROBES.stream()
                        .allMatch(address -> one.contains(address) == other.contains(address))),
                AlgebraTest::addresses);
    }

    @Test
    void valuesOfALabelKeepTheLawsOfSets() {
        check(new Algebra<>(ValueSet.NONE, ValueSet.ALL, ValueSet::union, ValueSet::intersect,
                (one, other) -> one.intersect(other.complement()), ValueSet::isEmpty,
                (one, other) -> Stream.of("a", "b", "c", "unlisted")
                        .allMatch(value -> one.contains(value) == other.contains(value))
                        && one.contains(null) == other.contains(null)),
                AlgebraTest::values);
    }

    @Test
    void boxesOfLabelsKeepTheLawsOfIntersection() {
        for (var seed = 0L; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var a = box(random);
            var b = box(random);
            var c = box(random);
            assertThat(a.intersect(b)).as("seed %d", seed).isEqualTo(b.intersect(a));
            assertThat(a.intersect(b).intersect(c)).as("seed %d", seed)
                    .isEqualTo(a.intersect(b.intersect(c)));
            assertThat(a.intersect(a)).as("seed %d", seed).isEqualTo(a);
            assertThat(a.intersect(LabelBox.ALL)).as("seed %d", seed).isEqualTo(a);
            assertThat(a.intersect(LabelBox.NONE)).as("seed %d", seed).isEqualTo(LabelBox.NONE);
            for (var point : points()) {
                assertThat(a.intersect(b).contains(point)).as("seed %d, %s", seed, point)
                        .isEqualTo(a.contains(point) && b.contains(point));
            }
            assertThat(a.equals(b)).as("seed %d: one form for each box: %s and %s", seed, a, b).isEqualTo(
                    points().stream().allMatch(point -> a.contains(point) == b.contains(point)));
        }
    }

    @Test
    void namedPortsAreTakenAwayByTheirNameAndByAllPorts() {
        var http = PortSet.named(new NamedPort(Protocol.TCP, "http"));
        var tcp = PortSet.of(Protocol.TCP, PortIntervals.ALL);

        assertThat(http.minus(http)).isEqualTo(PortSet.NONE);
        assertThat(http.minus(tcp)).isEqualTo(PortSet.NONE);
        assertThat(http.union(tcp)).isEqualTo(tcp);
        assertThat(http.intersect(tcp)).isEqualTo(http);
        assertThat(http.minus(PortSet.of(Protocol.TCP, 80, 80))).isEqualTo(http);
        assertThat(http.minus(PortSet.of(Protocol.UDP, PortIntervals.ALL))).isEqualTo(http);
    }

    /// Some ranges between borders.
    private static PortIntervals intervals(Random random) {
        var ports = PortIntervals.NONE;
        for (var i = random.nextInt(4); i > 0; i--) {
            var first = random.nextInt(PORTS.size());
            var last = first + random.nextInt(PORTS.size() - first);
            ports = ports.union(PortIntervals.of(PORTS.get(first), PORTS.get(last)));
        }
        return random.nextInt(10) == 0 ? ports.complement() : ports;
    }

    private static PortSet ports(Random random) {
        var ports = PortSet.NONE;
        for (var protocol : Protocol.values()) {
            ports = ports.union(PortSet.of(protocol, intervals(random)));
        }
        if (random.nextInt(3) == 0) {
            var family = random.nextBoolean() ? Address.Family.IPV4 : Address.Family.IPV6;
            ports = ports
                    .union(PortSet.of(IcmpTypes.of(family, List.of(0, 8, 128, 255).get(random.nextInt(4)))));
        }
        return random.nextInt(4) == 0 ? PortSet.ALL.minus(ports) : ports;
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static AddressSet addresses(Random random) {
        var ranges = new ArrayList<AddressRange>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var first = address(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
            var last = address(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
            if (first.family() == last.family() && first.compareTo(last) <= 0) {
                ranges.add(new AddressRange(first, last));
            }
        }
        var addresses = new AddressSet(ranges);
        return random.nextInt(4) == 0 ? AddressSet.ALL.minus(addresses) : addresses;
    }

    private static ValueSet values(Random random) {
        return new ValueSet(random.nextBoolean(), random.nextBoolean(),
                VALUES.stream().filter(_ -> random.nextBoolean()).toList());
    }

    private static LabelBox box(Random random) {
        var sides = new TreeMap<Dimension, ValueSet>();
        for (var dimension : List.of(Dimension.NAMESPACE, Dimension.podLabel("app"))) {
            if (random.nextBoolean()) {
                sides.put(dimension, values(random));
            }
        }
        return new LabelBox(sides);
    }

    private static List<LabelPoint> points() {
        var points = new ArrayList<LabelPoint>();
        for (var namespace : List.of("a", "b", "c", "unlisted")) {
            points.add(new LabelPoint(namespace, Labels.EMPTY, Labels.EMPTY));
            for (var value : List.of("a", "b", "c", "unlisted")) {
                points.add(new LabelPoint(namespace, Labels.EMPTY, Labels.of(Map.of("app", value))));
            }
        }
        return points;
    }
}
