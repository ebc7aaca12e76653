package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides one flow at a time from the text of policies, as Cilium's documentation describes them.
///
/// It shares no code with the engine, keeps no sets and takes no short cuts.
///
/// @param policies NetworkPolicies and policies of Cilium as plain trees
/// @param localClusterOnly whether selectors that name no cluster mean the local one
record CiliumOracle(List<Map<String, Object>> policies, boolean localClusterOnly) {
    private static final String NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String CLUSTER = "io.cilium.k8s.policy.cluster";

    /// One requirement on a label.
    private record Term(String key, String operator, List<String> values) {

        boolean holds(CiliumIdentity identity) {
            var value = value(identity);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case String other -> throw new IllegalArgumentException("no such operator: " + other);
            };
        }

        private @Nullable String value(CiliumIdentity identity) {
            if (key.contains(":") && !key.startsWith("any:")) {
                return identity.labels().get(key);
            }
            var bare = key.replaceFirst("^any:", "");
            return identity.labels().entrySet().stream()
                    .filter(label -> label.getKey().substring(label.getKey().indexOf(':') + 1).equals(bare))
                    .map(Map.Entry::getValue).findFirst().orElse(null);
        }
    }

    /// Whether traffic of a subject passes in a direction (`ingress` or `egress`).
    ///
    /// @param port for ICMP the type of the message
    boolean allows(CiliumIdentity subject, String direction, CiliumIdentity peer, String protocol, int port) {
        var isolated = false;
        var allowed = direction.equals("ingress") && peer.is("host");
        for (var policy : policies) {
            var spec = Tree.object(policy, "spec");
            var namespace = Tree.text(Tree.object(policy, "metadata"), "namespace");
            if (Tree.text(policy, "kind").equals("NetworkPolicy")) {
                var rules = Tree.objects(spec, direction);
                var selected = selects(own(Tree.object(spec, "podSelector"), namespace), subject);
                var type = direction.equals("ingress") ? "Ingress" : "Egress";
                isolated |= selected && (!rules.isEmpty() || Tree.texts(spec, "policyTypes").contains(type));
                allowed |= selected && rules.stream()
                        .anyMatch(rule -> meetsKubernetes(rule, direction, namespace, peer, protocol, port));
                continue;
            }
            var terms = terms(Tree.object(spec, "endpointSelector"));
            if (!selects(terms, subject) || (!namespace.isEmpty()
                    && !namespace.equals(subject.labels().get("k8s:" + NAMESPACE)))) {
                continue;
            }
            var allows = Tree.objects(spec, direction);
            var denies = Tree.objects(spec, direction + "Deny");
            if (denies.stream().anyMatch(rule -> meets(rule, direction, namespace, peer, protocol, port))) {
                return false;
            }
            var flag = Tree.object(spec, "enableDefaultDeny").get(direction);
            isolated |= !(allows.isEmpty() && denies.isEmpty()) && !Boolean.FALSE.equals(flag);
            allowed |= allows.stream()
                    .anyMatch(rule -> meets(rule, direction, namespace, peer, protocol, port));
        }
        return allowed || !isolated;
    }

    private boolean meets(Map<String, Object> rule, String direction, String namespace, CiliumIdentity peer,
            String protocol, int port) {
        var side = direction.equals("ingress") ? "from" : "to";
        var toPorts = Tree.objects(rule, "toPorts");
        var icmps = Tree.objects(rule, "icmps");
        var unbounded = toPorts.isEmpty() && icmps.isEmpty();
        var fields = List.of(side + "Endpoints", side + "CIDR", side + "CIDRSet", side + "Entities");
        if (fields.stream().noneMatch(field -> Tree.has(rule, field))) {
            if (unbounded) {
                return false;
            }
        } else if (!isPeer(rule, side, namespace, peer)) {
            return false;
        }
        return unbounded
                || toPorts.stream().flatMap(element -> Tree.objects(element, "ports").stream())
                        .anyMatch(entry -> isPort(entry, protocol, port))
                || (protocol.equals("ICMP")
                        && icmps.stream().flatMap(element -> Tree.objects(element, "fields").stream())
                                .anyMatch(field -> Tree.text(field, "type").equals(String.valueOf(port))));
    }

    private boolean isPeer(Map<String, Object> rule, String side, String namespace, CiliumIdentity peer) {
        return Tree.objects(rule, side + "Endpoints").stream()
                .anyMatch(selector -> selects(scoped(terms(selector), namespace), peer))
                || Tree.texts(rule, side + "CIDR").stream().anyMatch(cidr -> isIn(cidr, peer))
                || Tree.objects(rule, side + "CIDRSet").stream()
                        .anyMatch(set -> isIn(Tree.text(set, "cidr"), peer) && Tree.texts(set, "except")
                                .stream().noneMatch(except -> isIn(except, peer)))
                || Tree.texts(rule, side + "Entities").stream().anyMatch(entity -> isEntity(entity, peer));
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
        return peer.address().map(ip -> Oracle.isInCidr(cidr, ip)).orElse(false);
    }

    private static boolean isPort(Map<String, Object> entry, String protocol, int port) {
        var wanted = Tree.text(entry, "protocol");
        if ((wanted.isEmpty() || wanted.equals("ANY"))
                ? !Set.of("TCP", "UDP", "SCTP").contains(protocol)
                : !wanted.equals(protocol)) {
            return false;
        }
        var first = Integer.parseInt(Tree.text(entry, "port"));
        var last = Tree.has(entry, "endPort") ? Integer.parseInt(Tree.text(entry, "endPort")) : first;
        return first == 0 || (port >= first && port <= Math.max(first, last));
    }

    private List<Term> scoped(List<Term> terms, String namespace) {
        if (terms.stream().anyMatch(term -> term.key().startsWith("reserved:"))) {
            return terms;
        }
        var scoped = new ArrayList<>(terms);
        var named = terms.stream().anyMatch(term -> bare(term).equals(NAMESPACE));
        var labelled = terms.stream()
                .anyMatch(term -> bare(term).startsWith("io.cilium.k8s.namespace.labels"));
        if (!named && namespace.isEmpty()) {
            scoped.add(new Term("k8s:" + NAMESPACE, "Exists", List.of()));
        } else if (!named && !labelled) {
            scoped.add(new Term("k8s:" + NAMESPACE, "In", List.of(namespace)));
        }
        return local(scoped);
    }

    private List<Term> local(List<Term> terms) {
        var local = new ArrayList<>(terms);
        if (localClusterOnly && terms.stream().noneMatch(term -> bare(term).equals(CLUSTER))) {
            local.add(new Term("k8s:" + CLUSTER, "In", List.of("default")));
        }
        return local;
    }

    private static String bare(Term term) {
        return term.key().replaceFirst("^(any|k8s):", "");
    }

    private static List<Term> terms(Map<String, Object> selector) {
        var terms = new ArrayList<Term>();
        Tree.labels(selector, "matchLabels")
                .forEach((key, value) -> terms.add(new Term(key, "In", List.of(value))));
        Tree.objects(selector, "matchExpressions").forEach(one -> terms
                .add(new Term(Tree.text(one, "key"), Tree.text(one, "operator"), Tree.texts(one, "values"))));
        return terms;
    }

    private static boolean selects(List<Term> terms, CiliumIdentity identity) {
        return terms.stream().allMatch(term -> term.holds(identity));
    }

    private static List<Term> own(Map<String, Object> podSelector, String namespace) {
        var terms = kubernetes("", podSelector);
        terms.add(new Term("k8s:" + NAMESPACE, "In", List.of(namespace)));
        return terms;
    }

    private static List<Term> kubernetes(String prefix, Map<String, Object> selector) {
        var terms = new ArrayList<Term>();
        terms(selector).forEach(
                term -> terms.add(new Term("k8s:" + prefix + term.key(), term.operator(), term.values())));
        return terms;
    }

    private boolean meetsKubernetes(Map<String, Object> rule, String direction, String namespace,
            CiliumIdentity peer, String protocol, int port) {
        var peers = Tree.objects(rule, direction.equals("ingress") ? "from" : "to");
        var ports = Tree.objects(rule, "ports");
        return (peers.isEmpty() || peers.stream().anyMatch(one -> isKubernetesPeer(one, namespace, peer)))
                && (ports.isEmpty() || ports.stream()
                        .anyMatch(
                                one -> Optional.of(Tree.text(one, "protocol")).filter(text -> !text.isEmpty())
                                        .orElse("TCP").equals(protocol)
                                        && Tree.text(one, "port").equals(String.valueOf(port))));
    }

    private boolean isKubernetesPeer(Map<String, Object> one, String namespace, CiliumIdentity peer) {
        if (Tree.has(one, "ipBlock")) {
            return isIn(Tree.text(Tree.object(one, "ipBlock"), "cidr"), peer);
        }
        var pods = Tree.object(one, "podSelector");
        if (!Tree.has(one, "namespaceSelector")) {
            return selects(local(own(pods, namespace)), peer);
        }
        var terms = kubernetes("", pods);
        var selector = Tree.object(one, "namespaceSelector");
        terms.addAll(kubernetes("io.cilium.k8s.namespace.labels.", selector));
        return selects(local(terms), peer) && (!selector.isEmpty() || peer.isPod());
    }
}
