package dev.ringfence.model;

/// A named set of addresses to which policies refer (`CiliumCIDRGroup`).
public record CidrGroup(String name, Labels labels, AddressSet addresses) {}
