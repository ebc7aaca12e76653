package dev.ringfence.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What Ringfence made of an attack.
///
/// @param drift the drift that was expected, or what there was instead
/// @param alongside other drifts of the same attack
/// @param detection from when others knew of the attack until the drift was detected; zero if it was before
/// @param repair the same until another client saw the approved policies again
/// @param closing from the owner's correction until the drift was closed, for what is not repaired
/// @param faults in what it differs from what was expected; empty where all is well
record Result(Attack attack, Optional<Sighting> drift, List<Sighting> alongside, Optional<Duration> detection,
        Optional<Duration> repair, Optional<Duration> closing, List<String> faults) {

    Result {
        alongside = List.copyOf(alongside);
        faults = List.copyOf(faults);
    }

    boolean asExpected() {
        return faults.isEmpty();
    }
}
