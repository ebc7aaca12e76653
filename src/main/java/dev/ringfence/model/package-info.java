/// Immutable facts about a cluster: labels, selectors, ports, addresses, namespaces, pods and workloads.
@NullMarked
package dev.ringfence.model;

import org.jspecify.annotations.NullMarked;
