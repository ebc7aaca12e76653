package dev.ringfence.demo;

import java.util.List;
import java.util.function.Consumer;

/// One change to the cluster, and what Ringfence should make of it.
///
/// @param title what it is, in a few words
/// @param doing what the attacker does, in words
/// @param deed carries it out
/// @param expected what should follow
/// @param undo puts back what Ringfence leaves to the owner of an object
record Attack(String title, String doing, Consumer<Attacker> deed, Expected expected,
        Consumer<Attacker> undo) {
    /// What should follow an attack.
    sealed interface Expected {

        /// A drift that Ringfence puts right.
        ///
        /// @param action the name of what it does
        /// @param alongside the kinds of other drifts that the same attack opens
        record Repaired(String kind, String verdict, String action,
                List<String> alongside) implements Expected {
            public Repaired {
                alongside = List.copyOf(alongside);
            }
        }

        /// A drift that Ringfence reports until the owner of the object has put it right.
        record Reported(String kind, String verdict) implements Expected {}

        /// No drift, and no write.
        record Nothing() implements Expected {}
    }

    Attack(String title, String doing, Consumer<Attacker> deed, Expected expected) {
        this(title, doing, deed, expected, _ -> {
        });
    }
}
