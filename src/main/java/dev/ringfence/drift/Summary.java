package dev.ringfence.drift;

import dev.ringfence.drift.Witness.Bound;

/// One witness as a clause for people.
final class Summary {
    private Summary() {}

    static String of(Witness witness, boolean loosened) {
        var may = switch (witness.bound()) {
            case CERTAIN -> loosened ? " can reach " : " can no longer reach ";
            case POSSIBLE -> loosened ? " may be able to reach " : " may no longer be able to reach ";
        };
        return witness.source() + may + witness.destination() + " on " + port(witness)
                + (loosened ? ", which the baseline does not allow" : ", which the baseline allows");
    }

    private static String port(Witness witness) {
        if (witness.port().isPresent()) {
            return witness.protocol() + " " + witness.port().getAsInt();
        }
        return witness.portName().map(name -> witness.protocol() + " port " + name)
                .orElse("protocols without ports");
    }
}
