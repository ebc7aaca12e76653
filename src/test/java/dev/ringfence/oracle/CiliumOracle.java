package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Decides one packet at a time from the text of policies, as Cilium's documentation and code describe them.
///
/// It shares no code with the engine, keeps no sets and takes no short cuts.
///
/// @param manifests NetworkPolicies, policies of Cilium, and what these refer to, as plain trees
/// @param selectors how selectors are read
record CiliumOracle(List<Map<String, Object>> manifests, CiliumSelectors selectors) {

    CiliumOracle(List<Map<String, Object>> manifests, boolean localClusterOnly) {
        this(manifests, new CiliumSelectors(localClusterOnly));
    }

    /// What all policies of namespaces together may do with a packet: nothing, where none selects its subject.
    Set<Outcome> outcomes(Packet packet) {
        var subject = CiliumIdentity.of(packet.subject());
        var isolated = false;
        var selected = false;
        var denied = Truth.NO;
        var allowed = Truth.of(packet.isIngress() && CiliumIdentity.of(packet.peer()).is("host"));
        for (var policy : manifests) {
            var namespace = Tree.text(Tree.object(policy, "metadata"), "namespace");
            var kind = Tree.text(policy, "kind");
            if (kind.equals("NetworkPolicy")) {
                var spec = Tree.object(policy, "spec");
                var rules = Tree.objects(spec, packet.direction());
                if (selectors.isKubernetesSubject(Tree.object(spec, "podSelector"), namespace, subject)
                        && (!rules.isEmpty() || isListed(spec, packet.direction()))) {
                    selected = true;
                    isolated = true;
                    allowed = allowed.or(Truth.of(rules.stream()
                            .anyMatch(rule -> meetsKubernetes(rule, namespace, packet))));
                }
            } else if (kind.startsWith("Cilium") && kind.endsWith("Policy")) {
                for (var spec : specs(policy)) {
                    var allows = Tree.objects(spec, packet.direction());
                    var denies = Tree.objects(spec, packet.direction() + "Deny");
                    if ((allows.isEmpty() && denies.isEmpty()) || !selectors
                            .isSubject(Tree.object(spec, "endpointSelector"), namespace, subject)) {
                        continue;
                    }
                    selected = true;
                    isolated |= !Boolean.FALSE
                            .equals(Tree.object(spec, "enableDefaultDeny").get(packet.direction()));
                    allowed = allowed.or(any(allows, rule -> meets(rule, namespace, packet, true)));
                    denied = denied.or(any(denies, rule -> meets(rule, namespace, packet, false)));
                }
            }
        }
        if (!selected) {
            return EnumSet.of(Outcome.NONE);
        }
        return switch (allowed.or(Truth.of(!isolated)).and(denied.not())) {
            case YES -> EnumSet.of(Outcome.ALLOW);
            case NO -> EnumSet.of(Outcome.DENY);
            case MAYBE -> EnumSet.of(Outcome.ALLOW, Outcome.DENY);
        };
    }

    private static List<Map<String, Object>> specs(Map<String, Object> policy) {
        var specs = new ArrayList<>(Tree.objects(policy, "specs"));
        if (Tree.has(policy, "spec")) {
            specs.add(Tree.object(policy, "spec"));
        }
        return specs;
    }

    private static boolean isListed(Map<String, Object> spec, String direction) {
        var types = Tree.texts(spec, "policyTypes").stream().map(type -> type.toLowerCase(Locale.ROOT))
                .toList();
        return types.isEmpty()
                ? direction.equals("ingress") || !Tree.objects(spec, "egress").isEmpty()
                : types.contains(direction);
    }

    private static Truth any(List<Map<String, Object>> rules, RuleTest test) {
        return rules.stream().map(test::of).reduce(Truth.NO, Truth::or);
    }

    /// Whether a rule speaks of a packet.
    @FunctionalInterface
    private interface RuleTest {
        Truth of(Map<String, Object> rule);
    }

    private Truth meets(Map<String, Object> rule, String namespace, Packet packet, boolean allows) {
        var side = packet.isIngress() ? "from" : "to";
        var toPorts = Tree.objects(rule, "toPorts");
        var icmps = Tree.objects(rule, "icmps");
        var unbounded = toPorts.isEmpty() && icmps.isEmpty();
        var ports = unbounded
                || toPorts.stream().flatMap(element -> Tree.objects(element, "ports").stream())
                        .anyMatch(entry -> isPort(entry, packet))
                || (packet.protocol().equals("ICMP")
                        && icmps.stream().flatMap(element -> Tree.objects(element, "fields").stream())
                                .anyMatch(field -> Tree.text(field, "family").isEmpty()
                                        && Tree.text(field, "type").equals(String.valueOf(packet.port()))));
        if (!ports) {
            return Truth.NO;
        }
        var fields = List.of("Endpoints", "CIDR", "CIDRSet", "Entities", "Services");
        if (fields.stream().noneMatch(field -> Tree.has(rule, side + field))) {
            return Truth.of(!unbounded);
        }
        if (Tree.has(rule, "toServices")) {
            return isBehind(Tree.objects(rule, "toServices"), packet, unbounded, allows);
        }
        return isPeer(rule, side, namespace, packet);
    }

    private Truth isPeer(Map<String, Object> rule, String side, String namespace, Packet packet) {
        var peer = CiliumIdentity.of(packet.peer());
        var certain = Tree.objects(rule, side + "Endpoints").stream()
                .anyMatch(selector -> selectors.isEndpoint(selector, namespace, peer))
                || Tree.texts(rule, side + "CIDR").stream().anyMatch(cidr -> isIn(cidr, peer))
                || Tree.texts(rule, side + "Entities").stream().anyMatch(entity -> isEntity(entity, peer));
        return any(Tree.objects(rule, side + "CIDRSet"), set -> isInSet(set, peer)).or(Truth.of(certain));
    }

    private Truth isInSet(Map<String, Object> set, CiliumIdentity peer) {
        Predicate<String> there = cidr -> isIn(cidr, peer);
        var excepted = Tree.texts(set, "except").stream().anyMatch(there);
        if (Tree.has(set, "cidr")) {
            return Truth.of(there.test(Tree.text(set, "cidr")) && !excepted);
        }
        var selector = Tree.object(set, "cidrGroupSelector");
        var grouped = of("CiliumCIDRGroup").stream()
                .filter(group -> Tree.has(set, "cidrGroupRef")
                        ? name(group).equals(Tree.text(set, "cidrGroupRef"))
                        : Oracle.selects(selector, Tree.labels(Tree.object(group, "metadata"), "labels")))
                .flatMap(group -> Tree.texts(Tree.object(group, "spec"), "externalCIDRs").stream())
                .anyMatch(there);
        // A selector that demands no label is no anchor in the agent, and may select every identity.
        var unanchored = Tree.has(set, "cidrGroupSelector") && Oracle.selects(selector, Map.of());
        return Truth.of(grouped && !excepted).or(unanchored ? Truth.MAYBE : Truth.NO);
    }

    /// The agent looks Services up for rules that allow only, and reads a list that names none as everyone on its ports.
    private Truth isBehind(List<Map<String, Object>> list, Packet packet, boolean unbounded, boolean allows) {
        var services = of("Service").stream().filter(service -> list.stream()
                .map(item -> Tree.object(item, "k8sService"))
                .anyMatch(named -> name(service).equals(Tree.text(named, "serviceName"))
                        && (!Tree.has(named, "namespace") || Tree.text(named, "namespace")
                                .equals(Tree.text(Tree.object(service, "metadata"), "namespace")))))
                .toList();
        if (services.isEmpty() || !allows) {
            return unbounded ? Truth.NO : Truth.MAYBE;
        }
        return Truth.of(services.stream()
                .anyMatch(service -> selectors.isBehind(service, CiliumIdentity.of(packet.peer()))));
    }

    private List<Map<String, Object>> of(String kind) {
        return manifests.stream().filter(manifest -> Tree.text(manifest, "kind").equals(kind)).toList();
    }

    private static String name(Map<String, Object> manifest) {
        return Tree.text(Tree.object(manifest, "metadata"), "name");
    }

    private static boolean isEntity(String entity, CiliumIdentity peer) {
        return switch (entity) {
            case "all" -> true;
            case "cluster" -> !peer.is("world");
            case "none" -> false;
            default -> peer.is(entity);
        };
    }

    private static boolean isIn(String cidr, CiliumIdentity peer) {
        return peer.address()
                .map(ip -> cidr.contains("/") ? Oracle.isInCidr(cidr, ip) : cidr.equals(ip)).orElse(false);
    }

    private boolean isPort(Map<String, Object> entry, Packet packet) {
        var wanted = Tree.text(entry, "protocol");
        if ((wanted.isEmpty() || wanted.equals("ANY"))
                ? !Set.of("TCP", "UDP", "SCTP").contains(packet.protocol())
                : !wanted.equals(packet.protocol())) {
            return false;
        }
        var text = Tree.text(entry, "port");
        if (!Character.isDigit(text.charAt(0))) {
            return isNamed(text, packet);
        }
        var first = Integer.parseInt(text);
        var last = Tree.has(entry, "endPort") ? Integer.parseInt(Tree.text(entry, "endPort")) : first;
        return first == 0 || (packet.port() >= first && packet.port() <= Math.max(first, last));
    }

    /// A subject's names are its own; those of destinations mean the one number that all pods agree on.
    private boolean isNamed(String name, Packet packet) {
        var declared = packet.isIngress()
                ? packet.subject().ports()
                : of("Pod").stream().map(pod -> Tree.object(pod, "spec"))
                        .flatMap(spec -> Tree.objects(spec, "containers").stream())
                        .flatMap(container -> Tree.objects(container, "ports").stream()).toList();
        var numbers = new TreeSet<Integer>();
        for (var port : declared) {
            var protocol = Tree.has(port, "protocol") ? Tree.text(port, "protocol") : "TCP";
            if (Objects.equals(port.get("name"), name) && protocol.equals(packet.protocol())) {
                numbers.add((Integer) port.getOrDefault("containerPort", 0));
            }
        }
        return numbers.contains(packet.port()) && (packet.isIngress() || numbers.size() == 1);
    }

    private boolean meetsKubernetes(Map<String, Object> rule, String namespace, Packet packet) {
        var peers = Tree.objects(rule, packet.isIngress() ? "from" : "to");
        var ports = Tree.objects(rule, "ports");
        return (peers.isEmpty() || peers.stream().anyMatch(one -> isKubernetesPeer(one, namespace, packet)))
                && (ports.isEmpty() || ports.stream().anyMatch(port -> isKubernetesPort(port, packet)));
    }

    private boolean isKubernetesPeer(Map<String, Object> one, String namespace, Packet packet) {
        var peer = CiliumIdentity.of(packet.peer());
        if (Tree.has(one, "ipBlock")) {
            var block = Tree.object(one, "ipBlock");
            return isIn(Tree.text(block, "cidr"), peer)
                    && Tree.texts(block, "except").stream().noneMatch(except -> isIn(except, peer));
        }
        return selectors.isKubernetesPeer(one, namespace, peer);
    }

    private boolean isKubernetesPort(Map<String, Object> entry, Packet packet) {
        var protocol = Tree.has(entry, "protocol") ? Tree.text(entry, "protocol") : "TCP";
        if (!protocol.equals(packet.protocol())) {
            return false;
        }
        return switch (entry.get("port")) {
            case null -> true;
            case Integer first ->
                packet.port() >= first && packet.port() <= (Integer) entry.getOrDefault("endPort", first);
            case Object name -> isNamed(name.toString(), packet);
        };
    }
}
