package dev.ringfence.model.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Smallest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds constraints against deciding every request of a small world, one by one, by the rules as they are written.
class RandomConstraintTest {
    private static final int PAIRS = 100;
    private static final List<String> PATHS = List.of("", "/.*", "/a", "/a|/b", "/[ab]", "(?i)/A", "/b?",
            "[^/].*");
    private static final List<String> METHODS = List.of("", "GET", "GET|PUT", "P.*");
    private static final List<String> HEADERS = List.of("X", "X: v", "X: w", "Y");
    private static final List<String> UNKNOWN = List.of("listener one", "listener two");
    private static final Map<String, Pattern> PATTERNS = Stream.of(PATHS, METHODS).flatMap(List::stream)
            .distinct()
            .collect(Collectors.toMap(expression -> expression, Pattern::compile));
    private static final List<Request> REQUESTS = requests();

    /// One rule as it is written.
    ///
    /// @param server the server name that it asks for; empty for none
    /// @param unknown an unknown condition that must hold; empty for none
    private record Rule(HttpRule http, boolean plain, String server, boolean authenticated, String unknown) {

        static Rule of(Random random) {
            var headers = HEADERS.stream().filter(_ -> random.nextInt(5) == 0).toList();
            return new Rule(new HttpRule(any(PATHS, random), any(METHODS, random), "", headers, List.of()),
                    random.nextInt(6) == 0, random.nextInt(4) == 0 ? "s" : "", random.nextInt(5) == 0,
                    random.nextInt(4) == 0 ? any(UNKNOWN, random) : "");
        }

        private static String any(List<String> texts, Random random) {
            return texts.get(random.nextInt(texts.size()));
        }

        Constraint constraint() {
            return (plain ? Constraint.EVERYTHING : Rules.http(http))
                    .intersect(server.isEmpty() ? Constraint.EVERYTHING : Rules.servers(server))
                    .intersect(
                            (authenticated ? Authentication.REQUIRED : Authentication.DISABLED).constraint())
                    .intersect(unknown.isEmpty() ? Constraint.EVERYTHING : Constraint.unknown(unknown));
        }

        boolean permits(Request request, Set<String> holding) {
            return (plain || (request.protocol() == Protocol.HTTP && matches(http.path(), request, Field.PATH)
                    && matches(http.method(), request, Field.METHOD)
                    && http.headers().stream().allMatch(header -> has(request, header))))
                    && (server.isEmpty() || server.equals(request.values().get(Field.SERVER_NAME)))
                    && (!authenticated || request.values().containsKey(Field.AUTHENTICATION))
                    && (unknown.isEmpty() || holding.contains(unknown));
        }

        private static boolean matches(String expression, Request request, Field field) {
            return expression.isEmpty()
                    || Objects.requireNonNull(PATTERNS.get(expression)).matcher(request.values().get(field))
                            .matches();
        }

        private static boolean has(Request request, String header) {
            var parts = header.split(": ", 2);
            var value = request.values().get(Field.header(parts[0]));
            return value != null && (parts.length == 1 || value.equals(parts[1]));
        }

        Stream<Rule> smaller() {
            var free = new HttpRule("", "", "", List.of(), List.of());
            return Stream
                    .of(new Rule(http, plain, "", false, ""),
                            new Rule(http, plain, server, authenticated, ""),
                            new Rule(free, plain, server, authenticated, unknown),
                            new Rule(new HttpRule(http.path(), "", "", List.of(), List.of()), plain, server,
                                    authenticated,
                                    unknown))
                    .filter(rule -> !rule.equals(this));
        }
    }

    private record Case(List<Rule> more, List<Rule> less) {
        static Case of(Random random) {
            return new Case(rules(random), rules(random));
        }

        private static List<Rule> rules(Random random) {
            return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> Rule.of(random)).toList();
        }

        Stream<Case> smaller() {
            return Stream.concat(smaller(more).map(rules -> new Case(rules, less)),
                    smaller(less).map(rules -> new Case(more, rules)));
        }

        private static Stream<List<Rule>> smaller(List<Rule> rules) {
            return IntStream.range(0, rules.size()).boxed().flatMap(i -> {
                var without = new ArrayList<>(rules);
                var rule = without.remove(i.intValue());
                return Stream.concat(Stream.of(without), rule.smaller().map(smaller -> {
                    var changed = new ArrayList<>(rules);
                    changed.set(i, smaller);
                    return changed;
                }));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRequestOfASmallWorldIsDecidedAsTheRulesSay(long block) {
        everyCase(block, RandomConstraintTest::isDecidedAsTheRulesSay);
    }

    private static boolean isDecidedAsTheRulesSay(Case rules) {
        var more = constraint(rules.more());
        var less = constraint(rules.less());
        var union = more.union(less);
        var common = more.intersect(less);
        var excess = more.minus(less);
        for (var holding : List.of(Set.<String>of(), Set.of(UNKNOWN.get(0)), Set.of(UNKNOWN.get(1)),
                Set.copyOf(UNKNOWN))) {
            for (var request : REQUESTS) {
                var here = rules.more().stream().anyMatch(rule -> rule.permits(request, holding));
                var there = rules.less().stream().anyMatch(rule -> rule.permits(request, holding));
                if (permits(more, request, holding) != here
                        || permits(union, request, holding) != (here || there)
                        || permits(common, request, holding) != (here && there)
                        || permits(excess.possible(), request, holding) != (here && !there)
                        || (here && !there && excess.possible().isNothing())) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void theLawsOfSetsHoldAndNeitherOrderNorRepetitionMatters(long block) {
        everyCase(block, rules -> {
            var more = constraint(rules.more());
            var less = constraint(rules.less());
            var shuffled = new ArrayList<>(rules.more());
            shuffled.addAll(rules.more());
            Collections.shuffle(shuffled, new Random(block));
            return constraint(shuffled).equals(more) && constraint(shuffled).hashCode() == more.hashCode()
                    && joined(shuffled).equals(more)
                    && more.union(less).equals(less.union(more))
                    && more.intersect(less).equals(less.intersect(more))
                    && more.union(less).covers(more) && more.covers(more.intersect(less))
                    && more.intersect(less).minus(less).possible().isNothing()
                    && more.covers(less) == less.minus(more).possible().isNothing()
                    && less.union(more.minus(less).possible()).covers(more)
                    && more.minus(less).possible().intersect(less).minus(Constraint.NOTHING).certain()
                            .isNothing();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theWitnessIsInExcess(long block) {
        everyCase(block, rules -> {
            var more = constraint(rules.more());
            var less = constraint(rules.less());
            var excess = more.minus(less);
            var witness = excess.witness();
            return witness.isPresent() == !excess.possible().isNothing()
                    && witness.stream()
                            .allMatch(request -> excess.possible().permits(request) && more.permits(request))
                    && excess.possible().covers(excess.certain())
                    && (!excess.possible().equals(excess.certain()) || excess.reasons().isEmpty()
                            || rules.less().stream().anyMatch(rule -> !rule.unknown().isEmpty()))
                    && (rules.less().stream().anyMatch(rule -> !rule.unknown().isEmpty())
                            || excess.certain().isNothing()
                            || witness.stream().noneMatch(request -> less.permits(request)));
        });
    }

    private static void everyCase(long block, Predicate<Case> holds) {
        for (var seed = block * PAIRS; seed < (block + 1) * PAIRS; seed++) {
            var rules = Case.of(new Random(seed));
            if (!holds.test(rules)) {
                var smallest = Smallest.of(rules, Case::smaller, smaller -> !holds.test(smaller));
                assertThat(holds.test(smallest)).as("seed %d, shrunk to %s", seed, smallest).isTrue();
            }
        }
    }

    private static Constraint constraint(List<Rule> rules) {
        return Constraint.anyOf(rules.stream().map(Rule::constraint).toList());
    }

    private static Constraint joined(List<Rule> rules) {
        return rules.stream().map(Rule::constraint).reduce(Constraint.NOTHING, Constraint::union);
    }

    private static boolean permits(Constraint constraint, Request request, Set<String> holding) {
        return constraint.boxes().stream()
                .anyMatch(box -> request.isIn(box) && holding.containsAll(box.held())
                        && Collections.disjoint(holding, box.failed()));
    }

    private static List<Request> requests() {
        var requests = new ArrayList<Request>();
        for (var server : List.of("", "s", "t")) {
            for (var authentication : List.of("", Field.AUTHENTICATED)) {
                var connection = Map.of(Field.SERVER_NAME, server, Field.AUTHENTICATION, authentication);
                requests.add(request(Protocol.OTHER, connection, Map.of()));
                requests.add(request(Protocol.DNS, connection, Map.of(Field.DNS_NAME, "a.")));
                for (var path : List.of("", "/", "/a", "/b", "/A", "x")) {
                    for (var method : List.of("GET", "PUT", "POST")) {
                        for (var x : List.of("", "v", "w", "u")) {
                            for (var y : List.of("", "v")) {
                                var fields = Map.of(Field.header("x"), x, Field.header("y"), y);
                                var request = request(Protocol.HTTP, connection, fields);
                                var values = new TreeMap<>(request.values());
                                values.put(Field.PATH, path);
                                values.put(Field.METHOD, method);
                                requests.add(new Request(Protocol.HTTP, values, List.of()));
                            }
                        }
                    }
                }
            }
        }
        return requests;
    }

    /// @param fields empty texts are fields that are absent
    private static Request request(Protocol protocol, Map<Field, String> connection,
            Map<Field, String> fields) {
        var values = new TreeMap<Field, String>();
        Stream.of(connection, fields).flatMap(map -> map.entrySet().stream())
                .filter(entry -> !entry.getValue().isEmpty())
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return new Request(protocol, values, List.of());
    }
}
