package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfEntity;
import dev.ringfence.oracle.Party.OfPod;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Decides one flow at a time from the text of NetworkPolicies, as the Kubernetes API describes them.
///
/// It shares no code with the engine, keeps no sets and takes no short cuts.
///
/// @param policies complete NetworkPolicies as plain trees
/// @param ipBlockMatchesPods whether an `ipBlock` matches pods by their address
record Oracle(List<Map<String, Object>> policies, boolean ipBlockMatchesPods) {

    /// A question about one protocol (`TCP`, `UDP`, `SCTP` or any other) and one port, which other protocols lack.
    @FunctionalInterface
    interface Ports {
        boolean allow(String protocol, int port);
    }

    /// What policies allow between a pod and another party, in a direction (`Ingress` or `Egress`) seen from the pod.
    Ports allowed(OfPod subject, String direction, Party peer) {
        return decided(subject, direction, peer).orElse((_, _) -> true);
    }

    /// The same; nothing where no policy isolates the pod.
    Optional<Ports> decided(OfPod subject, String direction, Party peer) {
        var isolated = false;
        var permits = new ArrayList<Permit>();
        for (var policy : policies) {
            var spec = Tree.object(policy, "spec");
            var namespace = Tree.text(Tree.object(policy, "metadata"), "namespace");
            if (!namespace.equals(subject.namespace())
                    || !selects(Tree.object(spec, "podSelector"), subject.labels())
                    || !isActive(spec, direction)) {
                continue;
            }
            isolated = true;
            for (var rule : Tree.objects(spec, direction.equals("Ingress") ? "ingress" : "egress")) {
                permits.addAll(permits(rule, subject, direction, peer));
            }
        }
        if (!isolated) {
            return Optional.empty();
        }
        return Optional.of((protocol, port) -> permits.stream()
                .anyMatch(permit -> isPort(permit.ports(), protocol, port, permit.named())));
    }

    /// A list of ports, and the entries of containers' `ports` by which names in it are understood.
    private record Permit(List<Map<String, Object>> ports, List<Map<String, Object>> named) {}

    private List<Permit> permits(Map<String, Object> rule, OfPod subject, String direction, Party peer) {
        var ingress = direction.equals("Ingress");
        var peers = Tree.objects(rule, ingress ? "from" : "to");
        var ports = Tree.objects(rule, "ports");
        var permits = new ArrayList<Permit>();
        if (peers.isEmpty()
                || peers.stream().anyMatch(element -> isSelected(element, subject.namespace(), peer))) {
            var peerPorts = peer instanceof OfPod pod ? pod.ports() : List.<Map<String, Object>>of();
            permits.add(new Permit(ports, ingress ? subject.ports() : peerPorts));
        }
        if (peers.stream().anyMatch(element -> isAddressed(element, peer))) {
            // Where a rule speaks of addresses there is no pod to look a name up on.
            permits.add(new Permit(ports, ingress ? subject.ports() : List.of()));
        }
        return permits;
    }

    private static boolean isActive(Map<String, Object> spec, String direction) {
        var types = Tree.texts(spec, "policyTypes");
        if (!types.isEmpty()) {
            return types.contains(direction);
        }
        return direction.equals("Ingress") || !Tree.objects(spec, "egress").isEmpty();
    }

    private boolean isAddressed(Map<String, Object> element, Party peer) {
        return Tree.has(element, "ipBlock") && switch (peer) {
            case OfAddress(var ip) -> isIn(Tree.object(element, "ipBlock"), ip);
            case OfEntity _ -> false;
            case OfPod pod -> ipBlockMatchesPods
                    && pod.ips().stream().anyMatch(ip -> isIn(Tree.object(element, "ipBlock"), ip));
        };
    }

    private static boolean isSelected(Map<String, Object> element, String policyNamespace, Party peer) {
        if (!(peer instanceof OfPod pod) || Tree.has(element, "ipBlock")) {
            return false;
        }
        var inNamespace = Tree.has(element, "namespaceSelector")
                ? selects(Tree.object(element, "namespaceSelector"), labelsOfNamespace(pod))
                : pod.namespace().equals(policyNamespace);
        return inNamespace && selects(Tree.object(element, "podSelector"), pod.labels());
    }

    /// The labels of a pod's namespace, with the one that the API server adds.
    static Map<String, String> labelsOfNamespace(OfPod pod) {
        var labels = new HashMap<>(pod.namespaceLabels());
        labels.put("kubernetes.io/metadata.name", pod.namespace());
        return labels;
    }

    /// Whether a selector, an absent one being taken as empty, matches labels.
    static boolean selects(Map<String, Object> selector, Map<String, String> labels) {
        return Tree.labels(selector, "matchLabels").entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && Tree.objects(selector, "matchExpressions").stream().allMatch(expression -> {
                    var key = Tree.text(expression, "key");
                    var values = Tree.texts(expression, "values");
                    return switch (Tree.text(expression, "operator")) {
                        case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
                        case "NotIn" -> !labels.containsKey(key) || !values.contains(labels.get(key));
                        case "Exists" -> labels.containsKey(key);
                        case "DoesNotExist" -> !labels.containsKey(key);
                        case String operator ->
                            throw new IllegalArgumentException("no such operator: " + operator);
                    };
                });
    }

    private static boolean isPort(List<Map<String, Object>> ports, String protocol, int port,
            List<Map<String, Object>> named) {
        return ports.isEmpty() || ports.stream().anyMatch(entry -> {
            var wanted = Tree.has(entry, "protocol") ? Tree.text(entry, "protocol") : "TCP";
            if (!wanted.equals(protocol)) {
                return false;
            }
            return switch (entry.get("port")) {
                case null -> true;
                case Integer first -> port >= first && port <= (Integer) entry.getOrDefault("endPort", first);
                case Object name -> named.stream()
                        .anyMatch(declared -> name.equals(declared.get("name")) && protocol.equals(
                                Tree.has(declared, "protocol") ? Tree.text(declared, "protocol") : "TCP")
                                && Objects.equals(declared.get("containerPort"), port));
            };
        });
    }

    private static boolean isIn(Map<String, Object> block, String ip) {
        return isInCidr(Tree.text(block, "cidr"), ip)
                && Tree.texts(block, "except").stream().noneMatch(except -> isInCidr(except, ip));
    }

    static boolean isInCidr(String cidr, String ip) {
        var slash = cidr.indexOf('/');
        var network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        var address = InetAddress.ofLiteral(ip).getAddress();
        var ignored = network.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
        return network.length == address.length
                && new BigInteger(1, network).shiftRight(ignored)
                        .equals(new BigInteger(1, address).shiftRight(ignored));
    }
}
