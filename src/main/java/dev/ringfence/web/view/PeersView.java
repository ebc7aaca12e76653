package dev.ringfence.web.view;

import dev.ringfence.daemon.GuardedConnectivity;
import dev.ringfence.daemon.GuardedConnectivity.Peers;
import dev.ringfence.model.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Some other ends with whom the same is allowed: pods, addresses, an entity, or a name.
///
/// @param namespaces a few of the namespaces that the pods are in
/// @param addresses a few of the ranges of addresses
/// @param others how many further namespaces or ranges there are, where not all are named
/// @param entity a peer that is neither a pod nor an address, such as `host`
/// @param name an example of names outside of the cluster
/// @param connections the ports
/// @param otherProtocols whether protocols without ports are allowed
/// @param requests what may be said, where only some requests are allowed
/// @param certain whether it is surely allowed, and not just perhaps
public record PeersView(Optional<PodsView> pods, Optional<List<String>> namespaces,
        Optional<List<String>> addresses, OptionalInt others, Optional<String> entity, Optional<String> name,
        ConnectionsView connections, boolean otherProtocols, Optional<String> requests, boolean certain) {
    private static final int LIMIT = 20;
    private static final int REQUESTS_LENGTH = 500;

    static PeersView of(GuardedConnectivity.Group group) {
        return switch (group.peers()) {
            case Peers.Pods(var count, var sample, var namespaces) -> of(group,
                    Optional.of(PodsView.of(count, sample)), Optional.of(few(namespaces)), Optional.empty(),
                    namespaces.size(), Optional.empty(), Optional.empty());
            case Peers.Addresses(var ranges) -> of(group, Optional.empty(), Optional.empty(),
                    Optional.of(few(ranges)), ranges.size(), Optional.empty(), Optional.empty());
            case Peers.Special(var entity) -> of(group, Optional.empty(), Optional.empty(), Optional.empty(),
                    0, Optional.of(entity.text()), Optional.empty());
            case Peers.Named(var example) -> of(group, Optional.empty(), Optional.empty(), Optional.empty(),
                    0, Optional.empty(), Optional.of(example));
        };
    }

    private static PeersView of(GuardedConnectivity.Group group, Optional<PodsView> pods,
            Optional<List<String>> namespaces, Optional<List<String>> addresses, int listed,
            Optional<String> entity, Optional<String> name) {
        var ports = group.traffic().ports();
        var requests = group.traffic().limited().isEmpty()
                ? Optional.<String>empty()
                : Optional.of(OneLine.of(group.traffic().withoutOpen().toString(), REQUESTS_LENGTH));
        return new PeersView(pods, namespaces, addresses,
                listed > LIMIT ? OptionalInt.of(listed - LIMIT) : OptionalInt.empty(), entity, name,
                ConnectionsView.of(ports), ports.other(), requests, group.certain());
    }

    private static List<String> few(List<?> all) {
        return all.stream().limit(LIMIT).map(Object::toString).toList();
    }
}
