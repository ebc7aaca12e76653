package dev.ringfence.connectivity;

import dev.ringfence.connectivity.diagram.Diagram.Term;
import dev.ringfence.model.LabelPoint;
import java.util.List;

/// What may be used with pods of known labels, by their addresses.
record PointSpace(PodSpace pods, LabelPoint point) implements AddressedSpace {

    @Override
    public AddressMap everything() {
        return AddressMap.anywhere(Traffic.ALL);
    }

    @Override
    public AddressMap of(List<Clause> clauses, Bound bound) {
        return AddressMap.union(clauses.stream().flatMap(clause -> pods.terms(clause, bound).stream())
                .filter(term -> term.box().contains(point)).map(Term::value).distinct().toList());
    }
}
