package dev.ringfence.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.request.Constraint;
import dev.ringfence.model.request.HttpRule;
import dev.ringfence.model.request.Reading;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
    private static final Constraint V1 = path("/v1");
    private static final Constraint V2 = path("/v2");
    private static final List<Constraint> CONSTRAINTS = List.of(V1, V2, V1.union(V2), Constraint.EVERYTHING);

    @Test
    void whereOneSideHasEverythingTheRequestsOfTheOtherDoNotMatter() {
        assertThat(Traffic.of(ports(80, 90), V1).union(Traffic.of(ports(85, 100))))
                .isEqualTo(Traffic.of(ports(80, 84), V1).union(Traffic.of(ports(85, 100))));
    }

    @Test
    void requestsOnTheSamePortAreJoined() {
        assertThat(Traffic.of(ports(80, 80), V1).union(Traffic.of(ports(80, 80), V2)))
                .isEqualTo(Traffic.of(ports(80, 80), V1.union(V2)));
    }

    @Test
    void whatIsLeftOfAnOpenPortIsEveryOtherRequest() {
        var left = Traffic.of(ports(80, 80)).minus(Traffic.of(ports(80, 80), V1), Bound.LEAST);

        assertThat(left.open().isEmpty()).isTrue();
        assertThat(left.ports()).isEqualTo(ports(80, 80));
        assertThat(left.request()).isPresent();
    }

    @Test
    void aRequestThatIsAllowedNowIsTheWitness() {
        var left = Traffic.of(ports(80, 80), path("/.*")).minus(Traffic.of(ports(80, 80), path("/v1/.*")),
                Bound.LEAST);

        assertThat(left.request()).hasValueSatisfying(request -> assertThat(request).hasToString("GET /"));
    }

    @Test
    void whatCannotBeComparedIsLeftPerhaps() {
        var proxied = Traffic.of(ports(80, 80), Constraint.unknown("listener a"));
        var other = Traffic.of(ports(80, 80), Constraint.unknown("listener b"));

        assertThat(proxied.minus(other, Bound.LEAST).isEmpty()).isTrue();
        assertThat(proxied.minus(other, Bound.MOST).isEmpty()).isFalse();
        assertThat(proxied.minus(proxied, Bound.MOST).isEmpty()).isTrue();
    }

    /// Traffic as a set of pairs of a port and a request, one for each of the two paths and one for all others.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void trafficIsASetOfRequestsOnPorts(long block) {
        for (var seed = block * 200; seed < (block + 1) * 200; seed++) {
            var random = new Random(seed);
            var one = traffic(random);
            var two = traffic(random);
            for (var port = 1; port <= 4; port++) {
                for (var said : List.of(V1, V2, path("/v3"))) {
                    var here = has(one, port, said);
                    var there = has(two, port, said);
                    var name = "seed %d: %s and %s on %d for %s".formatted(seed, one, two, port, said);
                    assertThat(has(one.union(two), port, said)).as(name).isEqualTo(here || there);
                    assertThat(has(one.intersect(two), port, said)).as(name).isEqualTo(here && there);
                    assertThat(has(one.minus(two, Bound.LEAST), port, said)).as(name)
                            .isEqualTo(here && !there);
                    assertThat(has(one.minus(two, Bound.MOST), port, said)).as(name)
                            .isEqualTo(here && !there);
                }
            }
            assertThat(one.union(two)).as("seed %d", seed).isEqualTo(two.union(one));
            assertThat(one.union(one)).isEqualTo(one);
        }
    }

    private static Traffic traffic(Random random) {
        var traffic = Traffic.NONE;
        for (var i = 0; i < random.nextInt(4); i++) {
            var first = 1 + random.nextInt(4);
            traffic = traffic.union(Traffic.of(ports(first, first + random.nextInt(3)),
                    CONSTRAINTS.get(random.nextInt(CONSTRAINTS.size()))));
        }
        return traffic;
    }

    private static boolean has(Traffic traffic, int port, Constraint said) {
        var single = ports(port, port);
        return !traffic.open().intersect(single).isEmpty() || traffic.limited().entrySet().stream()
                .anyMatch(part -> !part.getValue().intersect(single).isEmpty() && part.getKey().covers(said));
    }

    private static PortSet ports(int first, int last) {
        return PortSet.of(Protocol.TCP, first, last);
    }

    private static Constraint path(String path) {
        return switch (new HttpRule(path, "", "", List.of(), List.of()).read()) {
            case Reading.Permitted(var constraint) -> constraint;
            case Reading.Refused(var reason) -> throw new IllegalArgumentException(reason);
        };
    }
}
