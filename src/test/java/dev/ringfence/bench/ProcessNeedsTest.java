package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessNeedsTest {
    private final ProcessNeeds own = new ProcessNeeds(ProcessHandle.current());

    @Test
    void theLiveHeapIsTheSumUnderTheClassHistogram() {
        var histogram = """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:          1000          64000  [B (java.base@25)
                Total          1500        1234567
                """;

        assertThat(ProcessNeeds.totalBytes(histogram)).isEqualTo(1_234_567);
    }

    @Test
    void whatIsNoHistogramIsShown() {
        assertThatThrownBy(() -> ProcessNeeds.totalBytes("no such process")).hasMessage(
                "expected a class histogram with a line \"Total\", found: no such process");
    }

    @Test
    void aProcessHasMemoryAndAMostThatIsNoLess() throws IOException {
        var memory = own.memory();

        assertThat(memory).isPositive();
        assertThat(own.mostMemory()).isGreaterThanOrEqualTo(memory);
    }

    @Test
    void aProcessThatRanHasProcessorTime() {
        assertThat(own.processorTime()).isPositive();
    }
}
