package dev.ringfence.cluster;

import dev.ringfence.cluster.translate.EndpointAddresses;
import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The Services of the cluster, each with the addresses that are listed for it in objects of their own.
///
/// The two kinds arrive independently, in any order. Safe for use by several threads.
final class ServiceAddresses {
    private final Map<Key, Service> services = new HashMap<>();
    private final Map<Key, EndpointAddresses> endpoints = new HashMap<>();
    /// The names of the objects that list addresses for a Service.
    private final Map<Key, TreeMap<String, EndpointAddresses>> ofService = new HashMap<>();

    private record Key(String namespace, String name) {}

    /// Takes the newest state of a Service.
    ///
    /// @param service without addresses
    synchronized List<Change> put(Service service) {
        var key = new Key(service.namespace(), service.name());
        services.put(key, service);
        return news(key);
    }

    synchronized List<Change> removeService(String namespace, String name) {
        services.remove(new Key(namespace, name));
        return List.of(new ServiceChange(namespace, name, Optional.empty()));
    }

    /// Takes the newest state of an object that lists addresses.
    synchronized List<Change> put(EndpointAddresses listed) {
        var changes = new ArrayList<>(forget(new Key(listed.namespace(), listed.name()), listed.service()));
        if (!listed.service().isEmpty()) {
            var service = new Key(listed.namespace(), listed.service());
            endpoints.put(new Key(listed.namespace(), listed.name()), listed);
            ofService.computeIfAbsent(service, _ -> new TreeMap<>()).put(listed.name(), listed);
            changes.addAll(news(service));
        }
        return changes;
    }

    synchronized List<Change> removeEndpoints(String namespace, String name) {
        return forget(new Key(namespace, name), "");
    }

    /// @param next the Service whose addresses the object lists from now on, of which nothing needs to be told yet
    private List<Change> forget(Key key, String next) {
        var before = endpoints.remove(key);
        if (before == null) {
            return List.of();
        }
        var service = new Key(before.namespace(), before.service());
        var lists = ofService.getOrDefault(service, new TreeMap<>());
        lists.remove(before.name());
        if (lists.isEmpty()) {
            ofService.remove(service);
        }
        return before.service().equals(next) ? List.of() : news(service);
    }

    private List<Change> news(Key key) {
        var service = services.get(key);
        if (service == null) {
            return List.of();
        }
        var addresses = ofService.getOrDefault(key, new TreeMap<>()).values().stream()
                .flatMap(listed -> listed.addresses().stream()).distinct().sorted().toList();
        return List.of(new ServiceChange(key.namespace(), key.name(), Optional.of(new Service(key.namespace(),
                key.name(), service.labels(), service.selector(), addresses))));
    }
}
