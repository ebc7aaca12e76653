package dev.ringfence.policy;

/// A property of the enforcer that the API leaves open: known either way, or not known.
public enum Assumption {
    YES, NO, UNKNOWN
}
