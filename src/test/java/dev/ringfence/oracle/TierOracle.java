package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfPod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Decides one packet at a time from the text of the policies of the Admin and Baseline tiers, rule by rule.
///
/// Where the text leaves it open what happens, everything that may happen is an answer.
///
/// @param policies policies of all kinds as plain trees
/// @param nodes the manifests of nodes
record TierOracle(List<Map<String, Object>> policies, List<Map<String, Object>> nodes) {

    /// What the Admin tier may do with a packet.
    Set<Outcome> admin(Packet packet) {
        return tier("Admin", packet);
    }

    /// What the Baseline tier may do with a packet.
    Set<Outcome> baseline(Packet packet) {
        return tier("Baseline", packet);
    }

    private Set<Outcome> tier(String tier, Packet packet) {
        var groups = new TreeMap<Integer, List<Map<String, Object>>>();
        for (var policy : policies) {
            var spec = Tree.object(policy, "spec");
            if (tier.equals(tierOf(policy))
                    && isSelected(Tree.object(spec, "subject"), packet.subject())) {
                groups.computeIfAbsent((Integer) spec.getOrDefault("priority", 0), _ -> new ArrayList<>())
                        .add(spec);
            }
        }
        var outcomes = EnumSet.noneOf(Outcome.class);
        for (var group : groups.values()) {
            var open = true;
            for (var spec : group) {
                var here = outcomes(spec, packet);
                open &= here.contains(Outcome.NONE);
                outcomes.addAll(here);
            }
            outcomes.remove(Outcome.NONE);
            if (!open) {
                return outcomes;
            }
        }
        outcomes.add(Outcome.NONE);
        return outcomes;
    }

    private static String tierOf(Map<String, Object> policy) {
        return switch (Tree.text(policy, "kind")) {
            case "AdminNetworkPolicy" -> "Admin";
            case "BaselineAdminNetworkPolicy" ->
                Tree.text(Tree.object(policy, "metadata"), "name").equals("default") ? "Baseline" : "";
            case "ClusterNetworkPolicy" -> Tree.text(Tree.object(policy, "spec"), "tier");
            default -> "";
        };
    }

    /// What one object may do: the first rule that matches decides, and any before it that may match.
    private Set<Outcome> outcomes(Map<String, Object> spec, Packet packet) {
        var outcomes = EnumSet.noneOf(Outcome.class);
        for (var rule : Tree.objects(spec, packet.direction())) {
            var action = switch (Tree.text(rule, "action")) {
                case "Deny" -> Outcome.DENY;
                case "Pass" -> Outcome.PASS;
                default -> Outcome.ALLOW;
            };
            if (!isPort(rule, packet)) {
                continue;
            }
            var peers = Tree.objects(rule, packet.isIngress() ? "from" : "to");
            if (action != Outcome.ALLOW && peers.stream().anyMatch(peer -> isUnknown(peer, packet))) {
                outcomes.add(Outcome.DENY);
                return outcomes;
            }
            var matches = Truth.NO;
            for (var peer : peers) {
                matches = matches.or(matches(peer, packet));
            }
            if (matches == Truth.YES) {
                outcomes.add(action);
                return outcomes;
            }
            if (matches == Truth.MAYBE) {
                outcomes.addAll(action == Outcome.PASS
                        ? Set.of(Outcome.ALLOW, Outcome.PASS, Outcome.DENY)
                        : Set.of(action));
            }
        }
        outcomes.add(Outcome.NONE);
        return outcomes;
    }

    private static boolean isUnknown(Map<String, Object> peer, Packet packet) {
        var known = packet.isIngress()
                ? Set.of("namespaces", "pods")
                : Set.of("namespaces", "pods", "networks", "nodes", "domainNames");
        return peer.keySet().stream().noneMatch(known::contains);
    }

    private Truth matches(Map<String, Object> peer, Packet packet) {
        if (isUnknown(peer, packet)) {
            return Truth.NO;
        }
        return switch (peer.keySet().iterator().next()) {
            case "networks" -> Truth.of(packet.isIn(Tree.texts(peer, "networks")));
            case "nodes" -> Truth.of(packet.isIn(addresses(Tree.object(peer, "nodes"))));
            case "domainNames" ->
                packet.address().isEmpty() || Tree.texts(peer, "domainNames").isEmpty()
                        ? Truth.NO
                        : Truth.MAYBE;
            default -> Truth.of(packet.peer() instanceof OfPod pod && isSelected(peer, pod));
        };
    }

    private List<String> addresses(Map<String, Object> selector) {
        return nodes.stream()
                .filter(node -> Oracle.selects(selector,
                        Tree.labels(Tree.object(node, "metadata"), "labels")))
                .flatMap(node -> Tree.objects(Tree.object(node, "status"), "addresses").stream())
                .map(address -> Tree.text(address, "address"))
                .map(ip -> ip + (ip.contains(":") ? "/128" : "/32")).toList();
    }

    /// Whether `namespaces` or `pods` match a pod.
    private static boolean isSelected(Map<String, Object> selector, OfPod pod) {
        var namespace = Oracle.labelsOfNamespace(pod);
        if (Tree.has(selector, "namespaces")) {
            return Oracle.selects(Tree.object(selector, "namespaces"), namespace);
        }
        var pods = Tree.object(selector, "pods");
        return Oracle.selects(Tree.object(pods, "namespaceSelector"), namespace)
                && Oracle.selects(Tree.object(pods, "podSelector"), pod.labels());
    }

    private static boolean isPort(Map<String, Object> rule, Packet packet) {
        var list = Tree.has(rule, "ports") ? "ports" : "protocols";
        return !Tree.has(rule, list)
                || Tree.objects(rule, list).stream().anyMatch(entry -> isEntry(entry, packet));
    }

    private static boolean isEntry(Map<String, Object> entry, Packet packet) {
        var kind = entry.keySet().iterator().next();
        var here = Tree.object(entry, kind.endsWith("amedPort") ? "" : kind);
        var port = packet.port();
        return switch (kind) {
            case "portNumber" -> isProtocol(here, packet) && here.get("port") instanceof Integer number
                    && number == port;
            case "portRange" -> isProtocol(here, packet) && isBetween(here, port);
            case "namedPort", "destinationNamedPort" -> packet.declared().stream()
                    .anyMatch(declared -> Objects.equals(declared.get("name"), entry.get(kind))
                            && isProtocol(declared, packet)
                            && Objects.equals(declared.get("containerPort"), port));
            default -> packet.protocol().equals(kind.toUpperCase(Locale.ROOT))
                    && isDestination(Tree.object(here, "destinationPort"), port);
        };
    }

    private static boolean isDestination(Map<String, Object> destination, int port) {
        return destination.isEmpty() || Objects.equals(destination.get("number"), port)
                || (Tree.has(destination, "range") && isBetween(Tree.object(destination, "range"), port));
    }

    private static boolean isBetween(Map<String, Object> range, int port) {
        return port >= (Integer) range.getOrDefault("start", 0)
                && port <= (Integer) range.getOrDefault("end", 0);
    }

    private static boolean isProtocol(Map<String, Object> entry, Packet packet) {
        var protocol = Tree.text(entry, "protocol");
        return packet.protocol().equals(protocol.isEmpty() ? "TCP" : protocol);
    }
}
