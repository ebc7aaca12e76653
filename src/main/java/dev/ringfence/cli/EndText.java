package dev.ringfence.cli;

import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.manifests.ClusterReader;
import dev.ringfence.model.Address;
import dev.ringfence.model.Labels;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words by which users name an end of traffic: an address; `namespace/name`, with `[Kind]` where that is not clear;
/// `namespace/key=value,...` for a pod that need not exist; `world`, for all addresses outside of the cluster, or another entity that
/// Cilium knows; a DNS name.
///
/// @param place what is being named, for messages
record EndText(String place, String text) {
    private static final String EXPECTED = "an address, namespace/pod, namespace/workload[Kind],"
            + " namespace/key=value,..., an entity such as world, or a DNS name";
    private static final Pattern NAMED = Pattern
            .compile("(?:(?<namespace>[^/\\[\\]]+)/)?(?<name>[^/\\[\\]]+)(?:\\[(?<kind>[A-Za-z]+)])?");
    private static final String WORLD = "world";
    private static final Pattern DOMAIN_NAME = Pattern
            .compile(
                    "(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*");
    private static final int FOUND_LIMIT = 100;
    private static final int LISTED_LIMIT = 5;

    /// The end that is meant.
    ///
    /// @throws InvalidFieldException if there is none, or several
    End in(Snapshot snapshot) {
        var address = Address.parse(text);
        if (address.isPresent()) {
            return new End.OfAddress(address.get());
        }
        return special(snapshot)
                .orElseGet(() -> new End.OfPod(text.contains("=") ? imagined() : existing(snapshot)));
    }

    /// What is no pod. A pod of the default namespace that is called like an entity comes first.
    private Optional<End> special(Snapshot snapshot) {
        if (snapshot.pods().stream().anyMatch(pod -> pod.namespace().equals(ClusterReader.DEFAULT_NAMESPACE)
                && (pod.name().equals(text) || pod.workload().name().equals(text)))) {
            return Optional.empty();
        }
        if (text.equals(WORLD)) {
            return Optional.of(new End.OfWorld());
        }
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return Arrays.stream(Entity.values()).filter(known -> known.text().equals(text)).findFirst()
                .<End>map(End.OfEntity::new)
                .or(() -> DOMAIN_NAME.matcher(name).matches()
                        ? Optional.of(new End.OfName(name.toLowerCase(Locale.ROOT)))
                        : Optional.empty());
    }

    private Pod imagined() {
        var slash = text.indexOf('=') < text.indexOf('/') ? -1 : text.indexOf('/');
        var namespace = slash < 0 ? ClusterReader.DEFAULT_NAMESPACE : text.substring(0, slash);
        Map<String, String> labels = new TreeMap<>();
        for (var pair : List.of(text.substring(slash + 1).split(",", -1))) {
            var sign = pair.indexOf('=');
            if (sign < 0 || !Syntax.LABEL_KEY.accepts(pair.substring(0, sign))
                    || !Syntax.LABEL_VALUE.accepts(pair.substring(sign + 1))) {
                throw refused(EXPECTED);
            }
            labels.put(pair.substring(0, sign), pair.substring(sign + 1));
        }
        if (!Syntax.DNS_LABEL.accepts(namespace)) {
            throw refused(EXPECTED);
        }
        var name = "(any with " + Labels.of(labels) + ")";
        return new Pod(namespace, name, namespace + "/" + name, Labels.of(labels),
                new Workload("v1", "Pod", namespace, name), List.of(), List.of(), "", Set.of());
    }

    private Pod existing(Snapshot snapshot) {
        var words = NAMED.matcher(text);
        if (!words.matches()) {
            throw refused(EXPECTED);
        }
        var namespace = Optional.ofNullable(words.group("namespace"))
                .orElse(ClusterReader.DEFAULT_NAMESPACE);
        var name = words.group("name");
        var kind = Optional.ofNullable(words.group("kind"));
        var inNamespace = snapshot.pods().stream().filter(pod -> pod.namespace().equals(namespace)).toList();
        var pod = inNamespace.stream().filter(other -> other.name().equals(name))
                .filter(_ -> kind.isEmpty() || kind.get().equals("Pod")).findFirst();
        if (pod.isPresent()) {
            return pod.get();
        }
        var byWorkload = inNamespace.stream()
                .filter(other -> other.workload().name().equals(name)
                        && (kind.isEmpty() || kind.get().equals(other.workload().kind())))
                .collect(Collectors.groupingBy(Pod::workload, TreeMap::new, Collectors.toList()));
        if (byWorkload.size() > 1) {
            throw refused("one workload, as in " + name + "[" + byWorkload.firstKey().kind() + "]");
        }
        if (byWorkload.isEmpty()) {
            throw refused("a pod or workload of namespace " + OneLine.of(namespace, FOUND_LIMIT)
                    + known(inNamespace));
        }
        return byWorkload.firstEntry().getValue().getFirst();
    }

    private static String known(List<Pod> pods) {
        return pods.isEmpty()
                ? ", which has none"
                : pods.stream().map(pod -> pod.workload().name()).distinct().limit(LISTED_LIMIT)
                        .map(name -> OneLine.of(name, FOUND_LIMIT))
                        .collect(Collectors.joining(", ", " (such as ", ")"));
    }

    private InvalidFieldException refused(String expected) {
        return new InvalidFieldException(
                new Problem(place, expected, "\"" + OneLine.of(text, FOUND_LIMIT) + "\""));
    }
}
