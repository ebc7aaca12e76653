package dev.ringfence.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringfence.drift.Witness;
import java.util.Optional;
import java.util.OptionalInt;

/// One flow that shows a difference.
///
/// @param port absent for protocols without ports, and where only `portName` is known
/// @param request the L7 request; `null` for policies that do not look at requests
/// @param effective whether the other end's own policies let the flow through; absent where nobody can tell
public record WitnessView(String direction, String source, String destination, String protocol,
        OptionalInt port, Optional<String> portName,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> request, String bound, String layer,
        Optional<Boolean> effective) {

    public static WitnessView of(Witness witness) {
        return new WitnessView(witness.direction().text(), witness.source(), witness.destination(),
                witness.protocol(), witness.port(), witness.portName(),
                witness.request().map(Object::toString),
                witness.bound().text(),
                witness.layer().text(), witness.effective());
    }
}
