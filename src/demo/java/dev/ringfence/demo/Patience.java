package dev.ringfence.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How long the demo waits for something to happen.
record Patience(Clock clock, Duration limit) {
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// The first value that there is; nothing when the time is up.
    <T> Optional<T> await(Supplier<Optional<T>> value) {
        var end = clock.instant().plus(limit);
        var found = value.get();
        while (found.isEmpty() && clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = value.get();
        }
        return found;
    }

    /// Whether `condition` came true in time.
    boolean until(BooleanSupplier condition) {
        return await(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty()).isPresent();
    }
}
