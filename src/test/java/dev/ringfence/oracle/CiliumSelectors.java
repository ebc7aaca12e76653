package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Selectors as Cilium reads them: over labels that have sources, and with what it adds to those that name no namespace or cluster.
///
/// @param localClusterOnly whether selectors that name no cluster mean the local one
record CiliumSelectors(boolean localClusterOnly) {
    static final String NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String CLUSTER = "io.cilium.k8s.policy.cluster";
    private static final String NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";

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

    /// Whether an `endpointSelector` selects an identity; in a policy of a namespace only there.
    boolean isSubject(Map<String, Object> selector, String namespace, CiliumIdentity identity) {
        return selects(terms(selector), identity)
                && (namespace.isEmpty() || namespace.equals(identity.labels().get("k8s:" + NAMESPACE)));
    }

    /// Whether an element of `fromEndpoints` or `toEndpoints` selects an identity.
    boolean isEndpoint(Map<String, Object> selector, String namespace, CiliumIdentity identity) {
        return selects(scoped(terms(selector), namespace), identity);
    }

    /// Whether the `podSelector` of a NetworkPolicy selects a pod.
    boolean isKubernetesSubject(Map<String, Object> podSelector, String namespace, CiliumIdentity identity) {
        return selects(own(podSelector, namespace), identity);
    }

    /// Whether a peer of a NetworkPolicy without `ipBlock` is an identity.
    boolean isKubernetesPeer(Map<String, Object> peer, String namespace, CiliumIdentity identity) {
        var pods = Tree.object(peer, "podSelector");
        if (!Tree.has(peer, "namespaceSelector")) {
            return selects(local(own(pods, namespace)), identity);
        }
        var terms = kubernetes("", pods);
        var selector = Tree.object(peer, "namespaceSelector");
        terms.addAll(kubernetes(NAMESPACE_LABELS, selector));
        return selects(local(terms), identity)
                && (!kubernetes("", selector).isEmpty() || identity.isPod());
    }

    /// Whether a pod is one of those behind a Service.
    boolean isBehind(Map<String, Object> service, CiliumIdentity identity) {
        var terms = new ArrayList<Term>();
        Tree.labels(Tree.object(service, "spec"), "selector")
                .forEach((key, value) -> terms.add(new Term("k8s:" + key, "In", List.of(value))));
        var namespace = Tree.text(Tree.object(service, "metadata"), "namespace");
        terms.add(new Term("k8s:" + NAMESPACE, "In", List.of(namespace)));
        return selects(terms, identity);
    }

    private List<Term> scoped(List<Term> terms, String namespace) {
        if (terms.stream().anyMatch(term -> term.key().startsWith("reserved:"))) {
            return terms;
        }
        var scoped = new ArrayList<>(terms);
        var named = terms.stream().anyMatch(term -> bare(term).equals(NAMESPACE));
        var labelled = terms.stream().anyMatch(term -> bare(term).startsWith(NAMESPACE_LABELS));
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
}
