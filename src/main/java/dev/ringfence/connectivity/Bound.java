package dev.ringfence.connectivity;

/// Which of the two answers is wanted where what policies allow cannot be decided.
enum Bound {
    /// What is surely allowed.
    LEAST,
    /// What may be allowed.
    MOST
}
