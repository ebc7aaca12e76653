package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.drift.DriftKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Which drifts a client is interested in.
///
/// Each member holds the values of which a drift must have one; an empty one lets every drift pass.
record DriftFilter(Set<String> states, Set<String> kinds, Set<String> namespaces, Set<String> baselines) {
    static final List<String> STATES = Arrays.stream(DriftRecord.State.values())
            .map(DriftRecord.State::text).toList();
    static final List<String> KINDS = Arrays.stream(DriftKind.values()).map(DriftKind::text).toList();

    DriftFilter {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
        namespaces = Set.copyOf(namespaces);
        baselines = Set.copyOf(baselines);
    }

    static DriftFilter parse(Parameters parameters) throws InvalidParameterException {
        return new DriftFilter(parameters.among("state", STATES), parameters.among("kind", KINDS),
                parameters.names("namespace"), parameters.names("baseline"));
    }

    boolean wants(DriftRecord drift) {
        return passes(states, drift.state().text()) && passes(kinds, drift.drift().kind().text())
                && passes(namespaces, drift.drift().namespace())
                && passes(baselines, drift.drift().baseline());
    }

    private static boolean passes(Set<String> filter, String value) {
        return filter.isEmpty() || filter.contains(value);
    }
}
