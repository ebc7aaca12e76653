package dev.ringfence.web.view;

import java.util.List;

/// What a baseline guards.
///
/// @param namespaces their names, sorted
/// @param uncoveredPods how many of the pods nothing isolates
public record GuardedView(List<String> namespaces, int pods, int uncoveredPods) {}
