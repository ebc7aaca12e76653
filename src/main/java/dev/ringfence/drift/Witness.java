package dev.ringfence.drift;

import dev.ringfence.model.request.Request;
import dev.ringfence.policy.Direction;
import java.util.Optional;
import java.util.OptionalInt;

/// One concrete flow that shows a difference.
///
/// @param direction as seen from the guarded pod
/// @param source who sends, for people
/// @param destination who receives, for people
/// @param protocol `TCP`, `UDP`, `SCTP`, `ICMP`, or `other` for all protocols without ports
/// @param port the destination port; none for protocols without ports
/// @param portName the name of the port where its number depends on a pod that does not exist yet
/// @param request what is said, where only some requests on the port differ
/// @param bound whether the difference is certain
/// @param layer whether both ends exist now
/// @param effective whether the other end's own policies let the flow through; absent where nobody can tell
public record Witness(Direction direction, String source, String destination, String protocol,
        OptionalInt port,
        Optional<String> portName, Optional<Request> request, Bound bound, Layer layer,
        Optional<Boolean> effective) {

    /// How sure a difference is.
    public enum Bound {
        CERTAIN("Certain"), POSSIBLE("Possible");

        private final String text;

        Bound(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// Whether a difference touches what exists, or only what could come to exist.
    public enum Layer {
        ACTIVE("Active"), LATENT("Latent");

        private final String text;

        Layer(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
