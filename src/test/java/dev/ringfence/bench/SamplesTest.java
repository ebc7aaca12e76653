package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void aPercentileIsTheSmallestValueThatAsManyDoNotExceed() {
        var hundred = Samples.of(IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList().reversed());

        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(99.5)).isEqualTo(100);
        assertThat(hundred.percentile(100)).isEqualTo(100);
    }

    @Test
    void aPercentileOfAFewValuesIsOneOfThem() {
        var three = Samples.of(3, 1, 2);

        assertThat(three.percentile(1)).isEqualTo(1);
        assertThat(three.median()).isEqualTo(2);
        assertThat(three.percentile(99)).isEqualTo(3);
        assertThat(three.minimum()).isEqualTo(1);
        assertThat(three.maximum()).isEqualTo(3);
        assertThat(three.size()).isEqualTo(3);
    }

    @Test
    void theNoiseIsTheSpreadOfTheMiddleHalfInPercentOfTheMedian() {
        assertThat(Samples.of(90, 100, 100, 110, 120).noise()).isEqualTo(10);
        assertThat(Samples.of(7).noise()).isZero();
    }

    @Test
    void thereMustBeAValueAndAPercentage() {
        assertThatThrownBy(() -> Samples.of(List.of()))
                .hasMessage("expected at least one measured value, found none");
        assertThatThrownBy(() -> Samples.of(1).percentile(0))
                .hasMessage("expected a percentage above 0 and at most 100, found 0.0");
        assertThatThrownBy(() -> Samples.of(1).percentile(101))
                .hasMessage("expected a percentage above 0 and at most 100, found 101.0");
    }
}
