package dev.ringfence.bench;

import java.util.List;

/// A part of the benchmarks that can be run alone.
interface Part {

    /// Measures, and returns the lines of the table. Says on standard error what it is doing.
    ///
    /// @param quick whether far fewer repetitions will do, to try the benchmark itself
    List<Result> run(boolean quick) throws Exception;
}
