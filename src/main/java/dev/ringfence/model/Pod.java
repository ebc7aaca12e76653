package dev.ringfence.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What Ringfence knows about a pod.
///
/// @param workload what the pod belongs to
/// @param addresses the pod's addresses; none before it has been given any
/// @param ports the named ports of its containers, sorted
/// @param node the node it runs on; empty before it is scheduled
/// @param traits what sets it apart for policies
public record Pod(String namespace, String name, String uid, Labels labels, Workload workload,
        List<Address> addresses,
        List<ContainerPort> ports, String node, Set<Trait> traits) {

    /// Properties of a pod that decide whether policies hold it.
    public enum Trait {
        /// Runs in the host's network namespace: policies neither select it nor see it as a peer by its labels.
        HOST_NETWORK,
        /// Has network attachments besides the cluster network, which policies do not cover.
        EXTRA_NETWORKS,
        /// Is perhaps not managed by the enforcer, which then applies no policy to it.
        UNMANAGED,
        /// Has succeeded or failed for good; its address may belong to another pod by now.
        FINISHED
    }

    public Pod {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        traits = Set.copyOf(traits);
    }

    /// The same pod with one trait more.
    public Pod with(Trait trait) {
        var more = EnumSet.of(trait);
        more.addAll(traits);
        return new Pod(namespace, name, uid, labels, workload, addresses, ports, node, more);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// Whether policies can select the pod and see it as a peer by its labels.
    public boolean isSubjectToPolicies() {
        return !is(Trait.HOST_NETWORK) && !is(Trait.FINISHED);
    }

    /// `namespace/name`.
    public String key() {
        return namespace + "/" + name;
    }
}
