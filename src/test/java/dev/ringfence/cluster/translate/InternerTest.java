package dev.ringfence.cluster.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

class InternerTest {
    private final Interner<List<String>> interner = new Interner<>();

    @Test
    void equalValuesAreOneInstance() {
        var first = interner.share(List.of("a", "b"));

        assertThat(interner.share(List.of("a", "b"))).isSameAs(first);
        assertThat(interner.share(List.of("b"))).isNotSameAs(first);
    }

    @Test
    void whatNobodyUsesIsForgotten() {
        for (var number = 0; number < 1_000; number++) {
            assertThat(interner.share(List.of("value " + number))).hasSize(1);
        }

        await().until(() -> {
            System.gc();
            return interner.size() == 0;
        });
    }
}
