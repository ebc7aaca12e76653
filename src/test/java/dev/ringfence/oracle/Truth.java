package dev.ringfence.oracle;

/// Whether something holds, where that cannot always be told.
enum Truth {
    NO, MAYBE, YES;

    static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    /// What is known where either may be the case.
    Truth blur(Truth other) {
        return this == other ? this : MAYBE;
    }
}
