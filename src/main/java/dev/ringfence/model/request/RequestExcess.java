package dev.ringfence.model.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What one constraint permits and another does not.
///
/// @param certain what surely is in excess
/// @param possible what may be in excess, all that is certain included
/// @param reasons why some of it is only possible, as texts
/// @param otherProtocolsOnly whether all requests of the protocols that the other constraint looks into are permitted by both, so
/// that only traffic of other protocols is in excess
public record RequestExcess(Constraint certain, Constraint possible, List<String> reasons,
        boolean otherProtocolsOnly) {
    static final RequestExcess NONE = new RequestExcess(Constraint.NOTHING, Constraint.NOTHING, List.of(),
            false);

    public RequestExcess {
        reasons = List.copyOf(reasons);
    }

    /// @param pieces what is left
    /// @param less what was taken away
    static RequestExcess of(Collection<Box> pieces, Collection<Box> less) {
        if (pieces.isEmpty()) {
            return NONE;
        }
        var possible = Constraint.of(pieces);
        var reasons = new TreeSet<String>();
        var certain = new ArrayList<Box>();
        for (var piece : possible.boxes()) {
            if (piece.isCertain()) {
                certain.add(piece);
            } else {
                reasons.addAll(piece.held());
                reasons.addAll(piece.failed());
            }
        }
        var examined = new TreeSet<Protocol>();
        less.stream().filter(box -> box.protocols().size() == 1)
                .forEach(box -> examined.addAll(box.protocols()));
        var otherProtocolsOnly = !examined.isEmpty()
                && pieces.stream().allMatch(piece -> Collections.disjoint(piece.protocols(), examined));
        return new RequestExcess(Constraint.of(certain), possible, List.copyOf(reasons),
                otherProtocolsOnly);
    }

    static RequestExcess undecided(Constraint more, Constraint less) {
        return new RequestExcess(Constraint.NOTHING, more,
                List.of("too large to compare: " + more + " with " + less), false);
    }

    /// A request to show to a person: one that surely is in excess, or else one that may be; none if there is none.
    public Optional<Request> witness() {
        return Request.of(certain.isNothing() ? possible.boxes() : certain.boxes());
    }
}
