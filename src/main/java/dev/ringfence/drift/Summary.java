package dev.ringfence.drift;

import dev.ringfence.drift.Witness.Bound;

/// One witness as a clause for people.
final class Summary {
    private Summary() {}

    static String of(Witness witness, DriftKind kind, boolean loosened) {
        return witness.source() + may(witness, loosened) + witness.destination() + " on " + port(witness)
                + measure(kind, loosened);
    }

    private static String may(Witness witness, boolean loosened) {
        return switch (witness.bound()) {
            case CERTAIN -> switch (witness.layer()) {
                case ACTIVE -> loosened ? " can reach " : " can no longer reach ";
                case LATENT -> loosened ? " could reach " : " could no longer reach ";
            };
            case POSSIBLE -> loosened ? " may be able to reach " : " may no longer be able to reach ";
        };
    }

    /// What the flow is measured against, where the drift's kind does not say so already.
    private static String measure(DriftKind kind, boolean loosened) {
        if (kind == DriftKind.PEER_GAINED || kind == DriftKind.GUARANTEE_BROKEN) {
            return "";
        }
        return loosened ? ", which the baseline does not allow" : ", which the baseline allows";
    }

    private static String port(Witness witness) {
        var request = witness.request().map(said -> " with " + said).orElse("");
        if (witness.port().isPresent()) {
            return witness.protocol() + " " + witness.port().getAsInt() + request;
        }
        return witness.portName().map(name -> witness.protocol() + " port " + name + request)
                .orElse("protocols without ports");
    }
}
