package dev.ringfence.connectivity;

import java.util.List;

/// Functions from one sort of peer to what may be used with each, and how to combine them at every peer at once.
///
/// @param <X> such a function
interface PeerSpace<X> {

    X nothing();

    X everything();

    /// What clauses speak of together, whatever they do with it.
    X of(List<Clause> clauses, Bound bound);

    X union(X left, X right);

    X intersect(X left, X right);

    X minus(X left, X right);
}
