package dev.ringfence.connectivity.index;

import java.util.Collection;

/// What a profile allows with each class.
///
/// A row never lists the classes: it knows in which selectors a class has to be for which verdict, and so stays right whichever
/// classes come and go.
sealed interface Row permits UnionRow, TieredRow, TangledRow {

    /// What of a peer, besides its labels, a row asks for.
    enum Beyond {
        NOTHING, ADDRESSES, ADDRESSES_AND_PORTS
    }

    /// What is allowed with a class.
    int verdict(int id);

    /// Adds all selectors that it asks for. Two classes that are in the same ones, and are alike in what it asks for beyond, are
    /// treated alike.
    void addSelectors(Collection<Selector> selectors);

    /// What else of a class it asks for.
    Beyond beyond();
}
