package dev.ringfence.connectivity;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.model.request.PortConstraint.Merge;
import dev.ringfence.policy.Peers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What is allowed as Cilium's agent keeps it: one filter for each selector of peers, protocol, and port or range of ports.
///
/// Rules for the same filter are one rule, and some demands of one of them hold for all (cilium/cilium, `pkg/policy/rule.go`,
/// mergePortProto). Of ports that touch it is not known whether they were written as a range; they are taken for one.
///
/// @param clauses one for each filter
/// @param conflicting whether two rules for one filter contradict each other, so that the agent applies neither
record Filters(List<Clause> clauses, boolean conflicting) {

    private record Key(Peers sure, Peers atMost, PortSet ports) {}

    /// The filters that `allows` make together.
    static Filters of(List<Clause> allows) {
        var plain = allows.stream().allMatch(clause -> clause.said().equals(PortConstraint.PLAIN));
        var merged = new LinkedHashMap<Key, Clause>();
        var conflicting = false;
        for (var clause : plain ? allows : allows.stream().flatMap(Filters::parts).toList()) {
            conflicting |= !merge(clause, merged);
        }
        var clauses = List.copyOf(merged.values());
        return new Filters(
                plain ? clauses : clauses.stream().map(clause -> inheriting(clause, clauses)).toList(),
                conflicting);
    }

    private static boolean merge(Clause clause, Map<Key, Clause> merged) {
        var key = new Key(clause.sure(), clause.atMost(), clause.ports());
        var known = merged.putIfAbsent(key, clause);
        if (known == null) {
            return true;
        }
        return switch (known.said().merge(clause.said())) {
            case Merge.Merged(var said) -> {
                merged.put(key, clause.saying(said));
                yield true;
            }
            case Merge.Conflict _ -> false;
        };
    }

    /// A clause that sets no mode of authentication has that of the clauses around it, where they agree.
    private static Clause inheriting(Clause clause, List<Clause> all) {
        if (clause.said().authentication().isPresent()) {
            return clause;
        }
        var modes = all.stream().filter(other -> other.said().authentication().isPresent())
                .filter(other -> clause.ports().minus(other.ports()).isEmpty()
                        && other.sure().covers(clause.atMost()))
                .flatMap(other -> other.said().authentication().stream()).distinct().toList();
        var said = clause.said();
        return modes.size() == 1
                ? clause.saying(new PortConstraint(said.requests(), said.serverNames(),
                        modes.stream().findFirst()))
                : clause;
    }

    private static Stream<Clause> parts(Clause clause) {
        return peers(clause).flatMap(peers -> clause.ports().parts().stream()
                .map(ports -> new Clause(clause.action(), peers.sure(), peers.atMost(), ports,
                        clause.said())));
    }

    private static Stream<Clause> peers(Clause clause) {
        var peers = clause.sure();
        if (!peers.equals(clause.atMost()) || peers.isEveryone()) {
            return Stream.of(clause);
        }
        var parts = new ArrayList<Peers>();
        peers.pods().forEach(box -> parts.add(Peers.pods(List.of(box))));
        for (var range : peers.addresses().ranges()) {
            parts.add(new Peers(List.of(), AddressSet.of(range), peers.podAddresses(), Set.of()));
        }
        peers.entities().forEach(entity -> parts.add(Peers.entities(Set.of(entity))));
        if (!peers.names().isEmpty()) {
            parts.add(Peers.names(peers.names()));
        }
        return parts.stream()
                .map(part -> new Clause(clause.action(), part, part, clause.ports(), clause.said()));
    }
}
