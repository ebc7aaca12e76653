package dev.ringfence.daemon;

/// A request that RBAC does not allow Ringfence to make.
///
/// @param verb such as `watch`
/// @param resource the resource with its group, such as `networkpolicies.networking.k8s.io`
/// @param consequence what does not work without it, as a clause
public record MissingPermission(String verb, String resource, String consequence) {}
