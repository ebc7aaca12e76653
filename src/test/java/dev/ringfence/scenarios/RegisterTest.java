package dev.ringfence.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every scenario has a test: as a row of a table, or by a method of its own whose name begins with its number.
class RegisterTest {
    private static final int LAST = 104;
    private static final Pattern NAME = Pattern.compile("row([0-9]+a?)[A-Z].*");

    @Test
    void everyRowIsTested() {
        var wanted = Stream.concat(IntStream.rangeClosed(1, LAST).mapToObj(String::valueOf), Stream.of("89a"))
                .collect(Collectors.toCollection(TreeSet::new));
        var tested = Stream.of(NetworkPolicyRowsTest.rows(), InputRowsTest.rows(), CiliumRowsTest.rows(),
                RequestRowsTest.rows(), TierRowsTest.rows()).flatMap(rows -> rows).map(Scenario::row)
                .collect(Collectors.toCollection(TreeSet::new));
        List.of(InputRowsTest.class, CiliumRowsTest.class, TierRowsTest.class)
                .forEach(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)).map(Method::getName)
                        .map(NAME::matcher).filter(name -> name.matches()).map(name -> name.group(1))
                        .forEach(tested::add));

        assertThat(tested).isEqualTo(wanted);
        assertThat(wanted).hasSize(105);
    }
}
