package dev.ringfence.connectivity.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.connectivity.diagram.Diagram.Term;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramTest {
    private static final List<String> WORDS = List.of("a", "b", "c");
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.NAMESPACE,
            Dimension.namespaceLabel("k"),
            Dimension.podLabel("k"), Dimension.podLabel("l"));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static List<Term<PortSet>> terms(Random random) {
        var terms = new ArrayList<Term<PortSet>>();
        for (var i = random.nextInt(6); i > 0; i--) {
            var sides = new TreeMap<Dimension, ValueSet>();
            DIMENSIONS.stream().filter(_ -> random.nextBoolean()).forEach(dimension -> sides.put(dimension,
                    new ValueSet(random.nextBoolean(), random.nextBoolean(),
                            WORDS.stream().filter(_ -> random.nextBoolean()).toList())));
            terms.add(new Term<>(new LabelBox(sides), PortSet.of(Protocol.TCP, 1 + random.nextInt(3), 3)));
        }
        return terms;
    }

    private static Diagram<PortSet> diagram(List<Term<PortSet>> terms) {
        return Diagram.union(terms, PortSet.NONE, PortSet::union).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shuffledSplitAndRepeatedBoxesGiveTheSameDiagram(long seed) {
        var random = new Random(seed);
        var terms = terms(random);
        var rewritten = new ArrayList<Term<PortSet>>();
        for (var term : terms) {
            var dimension = DIMENSIONS.get(random.nextInt(DIMENSIONS.size()));
            var part = new ValueSet(random.nextBoolean(), random.nextBoolean(),
                    List.of(WORDS.get(random.nextInt(3))));
            for (var half : List.of(part, part.complement())) {
                var sides = new TreeMap<>(Map.of(dimension, half));
                rewritten.add(new Term<>(term.box().intersect(new LabelBox(sides)), term.value()));
            }
            if (random.nextBoolean()) {
                rewritten.add(term);
            }
        }
        Collections.shuffle(rewritten, random);

        // A part that asks for a namespace without a name holds nobody, and its other half everybody.
        assertThat(diagram(rewritten)).as("seed %d", seed).isEqualTo(diagram(terms));
        assertThat(diagram(rewritten)).as("seed %d", seed).hasSameHashCodeAs(diagram(terms));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDiagramHasTheJoinedValuesOfTheBoxesAtEveryPoint(long seed) {
        var random = new Random(seed);
        var terms = terms(random);
        var diagram = diagram(terms);
        var less = terms(random);
        var difference = DiagramCombination.of(diagram, diagram(less), PortSet::minus).orElseThrow();
        for (var i = 0; i < 50; i++) {
            var point = new LabelPoint(WORDS.get(random.nextInt(3)), labels(random, "k"),
                    random.nextBoolean() ? labels(random, "k") : labels(random, "l"));
            assertThat(diagram.at(point)).as("seed %d: %s", seed, point).isEqualTo(at(terms, point));
            assertThat(diagram.in(point.namespace(), point.namespaceLabels()).at(point))
                    .as("seed %d: %s", seed, point)
                    .isEqualTo(at(terms, point));
            assertThat(difference.at(point)).as("seed %d: %s", seed, point)
                    .isEqualTo(at(terms, point).minus(at(less, point)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyWayLeadsToItsValueAndNoValueLacksAWay(long seed) {
        var random = new Random(seed);
        var diagram = diagram(terms(random));
        var ways = diagram.ways(Diagram.Within.ANYWHERE, _ -> true);
        ways.forEach((value, sides) -> {
            var box = new LabelBox(new TreeMap<>(sides));
            if (!box.isEmpty()) {
                assertThat(diagram.at(point(sides))).as("seed %d: %s", seed, sides).isEqualTo(value);
            }
        });
        for (var i = 0; i < 50; i++) {
            var point = new LabelPoint(WORDS.get(random.nextInt(3)), labels(random, "k"),
                    labels(random, "l"));
            assertThat(ways).as("seed %d: %s", seed, point).containsKey(diagram.at(point));
        }
    }

    private static LabelPoint point(Map<Dimension, ValueSet> sides) {
        var name = sides.getOrDefault(Dimension.NAMESPACE, ValueSet.ALL).intersect(ValueSet.PRESENT);
        return new LabelPoint(String.valueOf(name.sample().orElseThrow().value()),
                labels(sides, Dimension.Space.NAMESPACE_LABEL), labels(sides, Dimension.Space.POD_LABEL));
    }

    private static Labels labels(Map<Dimension, ValueSet> sides, Dimension.Space space) {
        var labels = new TreeMap<String, String>();
        sides.forEach((dimension, values) -> values.sample().map(ValueSet.Sample::value)
                .filter(_ -> dimension.space() == space)
                .ifPresent(value -> labels.put(dimension.key(), value)));
        return Labels.of(labels);
    }

    private static Labels labels(Random random, String key) {
        return random.nextInt(3) == 0 ? Labels.EMPTY : Labels.of(Map.of(key, WORDS.get(random.nextInt(3))));
    }

    private static PortSet at(List<Term<PortSet>> terms, LabelPoint point) {
        return terms.stream().filter(term -> term.box().contains(point)).map(Term::value).reduce(PortSet.NONE,
                PortSet::union);
    }

    @Test
    void diagramsMadeApartAreComparedInOneLook() {
        // In each pair of dimensions two ways lead on to the next pair: 60 pairs have as many ways as no machine can walk.
        var terms = new ArrayList<Term<PortSet>>();
        for (var i = 0; i < 60; i++) {
            terms.add(new Term<>(
                    new LabelBox(new TreeMap<>(Map.of(Dimension.podLabel("a%02d".formatted(i) + "x"),
                            ValueSet.of("1"), Dimension.podLabel("a%02d".formatted(i) + "y"),
                            ValueSet.of("1")))),
                    PortSet.of(Protocol.TCP, 80, 80)));
        }
        var one = diagram(terms);
        var other = diagram(terms.reversed());
        assertThat(one.equals(other)).as("equal").isTrue();
        assertThat(DiagramCombination.of(one, other, PortSet::minus)).as("difference")
                .contains(new Diagram.Leaf<>(PortSet.NONE));
    }
}
