package dev.ringfence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of sets, for every kind of set that the engine computes with, on random values and point by point.
class ValuesTest {
    private static final List<String> WORDS = List.of("", "a", "b", "c", "d");
    private static final List<String> ADDRESSES = List.of("0.0.0.0", "0.0.0.1", "10.0.0.0", "10.0.0.255",
            "10.0.1.0",
            "255.255.255.255", "::", "::1", "fd00::", "fd00::ffff:ffff:ffff:ffff", "fd00:0:0:1::",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /// The operations of one kind of set, and points to try its members by.
    private record Algebra<S, P>(BinaryOperator<S> union, BinaryOperator<S> intersect,
            BinaryOperator<S> minus, S none,
            BiPredicate<S, P> contains, List<P> points) {

        void check(S a, S b, S c) {
            assertThat(union.apply(a, b)).as("union commutes").isEqualTo(union.apply(b, a));
            assertThat(union.apply(a, a)).as("union is idempotent").isEqualTo(a);
            assertThat(union.apply(union.apply(a, b), c)).as("union associates")
                    .isEqualTo(union.apply(a, union.apply(b, c)));
            assertThat(minus.apply(a, a)).as("nothing is left of a set without itself").isEqualTo(none);
            assertThat(union.apply(minus.apply(a, b), intersect.apply(a, b))).as("a set is its parts")
                    .isEqualTo(a);
            assertThat(minus.apply(a, union.apply(b, c))).as("De Morgan")
                    .isEqualTo(intersect.apply(minus.apply(a, b), minus.apply(a, c)));
            assertThat(union.apply(a, b).hashCode()).as("hash").isEqualTo(union.apply(b, a).hashCode());
            for (var point : points) {
                var inA = contains.test(a, point);
                var inB = contains.test(b, point);
                assertThat(contains.test(union.apply(a, b), point)).as("%s in union", point)
                        .isEqualTo(inA || inB);
                assertThat(contains.test(intersect.apply(a, b), point)).as("%s in both", point)
                        .isEqualTo(inA && inB);
                assertThat(contains.test(minus.apply(a, b), point)).as("%s in rest", point)
                        .isEqualTo(inA && !inB);
            }
        }
    }

    private static <S, P> void check(long seed, Algebra<S, P> algebra, Function<Random, S> generator) {
        var random = new Random(seed);
        var a = generator.apply(random);
        var b = generator.apply(random);
        var c = generator.apply(random);
        try {
            algebra.check(a, b, c);
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ": " + a + ", " + b + ", " + c, failure);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valueSetsAreSets(long seed) {
        check(seed, new Algebra<ValueSet, String>(ValueSet::union, ValueSet::intersect,
                (a, b) -> a.intersect(b.complement()), ValueSet.NONE,
                (set, point) -> set.contains(point.equals("absent") ? null : point),
                List.of("", "a", "b", "c", "d", "e", "absent")), ValuesTest::valueSet);
    }

    private static ValueSet valueSet(Random random) {
        return new ValueSet(random.nextBoolean(), random.nextBoolean(),
                WORDS.stream().filter(_ -> random.nextBoolean()).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSampleIsAMember(long seed) {
        var set = valueSet(new Random(seed));
        assertThat(set.sample().isPresent()).as("seed %d: %s", seed, set).isNotEqualTo(set.isEmpty());
        set.sample().ifPresent(
                sample -> assertThat(set.contains(sample.value())).as("seed %d: %s", seed, set).isTrue());
        assertThat(set.complement().complement()).as("seed %d", seed).isEqualTo(set);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void portIntervalsAreSets(long seed) {
        check(seed, new Algebra<PortIntervals, Integer>(PortIntervals::union, PortIntervals::intersect,
                PortIntervals::minus, PortIntervals.NONE, PortIntervals::contains,
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 65_534, 65_535)), ValuesTest::intervals);
    }

    private static PortIntervals intervals(Random random) {
        var ports = PortIntervals.NONE;
        for (var i = random.nextInt(4); i > 0; i--) {
            var first = List.of(0, 1, 2, 3, 5, 7, 65_534).get(random.nextInt(7));
            ports = ports.union(PortIntervals.of(first, first + random.nextInt(4)));
        }
        return random.nextInt(5) == 0 ? ports.complement() : ports;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void portSetsAreSets(long seed) {
        // Names have no points of their own: what they say depends on the pod, and is compared after that is known.
        var declared = List.of(new ContainerPort(new NamedPort(Protocol.TCP, "x"), 3));
        check(seed, new Algebra<PortSet, Integer>(PortSet::union, PortSet::intersect, PortSet::minus,
                PortSet.NONE,
                (set, port) -> port < 0
                        ? set.icmp().contains(Address.Family.IPV4, -port)
                        : set.tcp().contains(port) || (set.other() && port == 0),
                List.of(1, 2, 3, 5, -1, -2)),
                random -> {
                    var set = new PortSet(intervals(random), intervals(random), PortIntervals.NONE,
                            random.nextBoolean()
                                    ? IcmpTypes.ALL
                                    : IcmpTypes.of(Address.Family.IPV4, random.nextInt(3)),
                            random.nextBoolean(),
                            random.nextBoolean()
                                    ? PortSet.named(new NamedPort(Protocol.TCP, "x")).named()
                                    : new TreeSet<>());
                    return random.nextBoolean() ? set.resolve(declared) : set;
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addressSetsAreSets(long seed) {
        check(seed, new Algebra<AddressSet, Address>(AddressSet::union, (a, b) -> a.minus(a.minus(b)),
                AddressSet::minus, AddressSet.NONE, AddressSet::contains,
                ADDRESSES.stream().map(text -> Address.parse(text).orElseThrow()).toList()),
                ValuesTest::addresses);
    }

    private static AddressSet addresses(Random random) {
        var ranges = new ArrayList<AddressRange>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var ends = new ArrayList<>(List.of(address(random), address(random)));
            ends.sort(null);
            if (ends.getFirst().family() == ends.getLast().family()) {
                ranges.add(new AddressRange(ends.getFirst(), ends.getLast()));
            }
        }
        return new AddressSet(ranges);
    }

    private static Address address(Random random) {
        return Address.parse(ADDRESSES.get(random.nextInt(ADDRESSES.size()))).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theIntersectionOfBoxesHoldsWhatBothHold(long seed) {
        var random = new Random(seed);
        var a = box(random);
        var b = box(random);
        assertThat(a.intersect(b)).as("seed %d", seed).isEqualTo(b.intersect(a));
        for (var i = 0; i < 30; i++) {
            var point = new LabelPoint(WORDS.get(random.nextInt(5)), labels(random), labels(random));
            assertThat(a.intersect(b).contains(point)).as("seed %d: %s in %s and %s", seed, point, a, b)
                    .isEqualTo(a.contains(point) && b.contains(point));
        }
    }

    private static LabelBox box(Random random) {
        var sides = new TreeMap<Dimension, ValueSet>();
        for (var dimension : List.of(Dimension.NAMESPACE, Dimension.namespaceLabel("k"),
                Dimension.podLabel("k"))) {
            if (random.nextBoolean()) {
                sides.put(dimension, valueSet(random));
            }
        }
        return new LabelBox(sides);
    }

    private static Labels labels(Random random) {
        return random.nextBoolean() ? Labels.EMPTY : Labels.of(Map.of("k", WORDS.get(random.nextInt(5))));
    }

    @Test
    void aNamespaceThatHasANameIsEveryNamespace() {
        assertThat(
                LabelSelector.EVERYTHING.and("kubernetes.io/metadata.name", ValueSet.PRESENT).onNamespaces())
                .isEqualTo(LabelBox.ALL);
        assertThat(
                LabelSelector.EVERYTHING.and("kubernetes.io/metadata.name", ValueSet.ABSENT).onNamespaces())
                .isEqualTo(LabelBox.NONE);
    }

    @Test
    void requirementsOnOneKeyAreIntersected() {
        var selector = LabelSelector.EVERYTHING.and("k", ValueSet.of("a", "b")).and("k",
                ValueSet.of("a").complement());
        assertThat(selector).isEqualTo(LabelSelector.EVERYTHING.and("k", ValueSet.of("b")));
        assertThat(selector.matches(Labels.of(Map.of("k", "b")))).isTrue();
        assertThat(selector.matches(Labels.EMPTY)).isFalse();
    }

    @Test
    void labelsAreEqualHoweverTheyWereMade() {
        var labels = Labels.of(Map.of("a", "1", "b", "", "c", "3"));
        assertThat(labels.projectedOn(Set.of("b", "a", "z")))
                .isEqualTo(Labels.of(new HashMap<>(Map.of("b", "", "a", "1"))));
        assertThat(labels.toString()).isEqualTo("a=1,b=,c=3");
        assertThat(labels.get("b")).isEmpty();
        assertThat(labels.get("z")).isNull();
        assertThat(labels.containsAll(labels.projectedOn(new HashSet<>(Set.of("c"))))).isTrue();
        assertThat(Labels.EMPTY.containsAll(labels)).isFalse();
    }
}
