package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.NamedPort;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// What a set of policies can tell pods apart by. Everything else about a pod is left out, so that 150,000 pods with a label of
/// their own each collapse into as many classes as policies can see.
///
/// @param labelKeys the keys of pod labels that some selector asks for
/// @param portNames the named ports that some rule asks for
/// @param cuts the addresses at which some CIDR begins or ends
public record Projection(Set<String> labelKeys, Set<NamedPort> portNames, NavigableSet<Address> cuts) {
    public static final Projection NOTHING = new Projection(Set.of(), Set.of(), new TreeSet<>());

    /// What `policies` tell apart.
    public static Projection of(Collection<Policy> policies) {
        var keys = new HashSet<String>();
        var names = new HashSet<NamedPort>();
        var cuts = new TreeSet<Address>();
        for (var policy : policies) {
            collect(policy.subject(), keys);
            for (var rule : policy.rules()) {
                collect(rule, keys, names, cuts);
            }
        }
        return new Projection(keys, names, cuts);
    }

    private static void collect(Rule rule, Set<String> keys, Set<NamedPort> names, Set<Address> cuts) {
        if (!rule.ports().named().isEmpty()) {
            names.addAll(rule.ports().named());
        }
        collect(rule.peers(), keys, cuts);
        if (!rule.isDecided()) {
            collect(rule.atMost(), keys, cuts);
        }
    }

    private static void collect(Peers peers, Set<String> keys, Set<Address> cuts) {
        for (var box : peers.pods()) {
            collect(box, keys);
        }
        for (var range : peers.addresses().ranges()) {
            cuts.add(range.first());
            if (!range.last().equals(range.last().family().last())) {
                cuts.add(range.last().next());
            }
        }
    }

    private static void collect(LabelBox box, Set<String> keys) {
        for (var dimension : box.dimensions()) {
            if (dimension.space() == Dimension.Space.POD_LABEL) {
                keys.add(dimension.key());
            }
        }
    }

    /// Whether this projection tells apart whatever `other` does.
    public boolean covers(Projection other) {
        return labelKeys.containsAll(other.labelKeys) && portNames.containsAll(other.portNames)
                && cuts.containsAll(other.cuts);
    }

    /// What either tells apart.
    public Projection and(Projection other) {
        var keys = new HashSet<>(labelKeys);
        keys.addAll(other.labelKeys);
        var names = new HashSet<>(portNames);
        names.addAll(other.portNames);
        var all = new TreeSet<>(cuts);
        all.addAll(other.cuts);
        return new Projection(keys, names, all);
    }

    /// The class of a pod.
    public PeerClass classOf(LabelPoint point, List<Address> addresses, List<ContainerPort> ports) {
        return new PeerClass(new LabelPoint(point.namespace(), point.namespaceLabels(),
                point.labels().projectedOn(labelKeys)), pieces(addresses), ports(ports));
    }

    /// Whether none of some label keys is asked for.
    public boolean seesNone(List<String> keys) {
        for (var key : keys) {
            if (labelKeys.contains(key)) {
                return false;
            }
        }
        return true;
    }

    /// Where addresses lie, as a class has them.
    public List<Address> pieces(List<Address> addresses) {
        return switch (addresses.size()) {
            case 0 -> List.of();
            case 1 -> List.of(piece(addresses.getFirst()));
            default -> addresses.stream().map(this::piece).distinct().toList();
        };
    }

    private Address piece(Address address) {
        var cut = cuts.floor(address);
        return cut == null || cut.family() != address.family() ? address.family().first() : cut;
    }

    private List<ContainerPort> ports(List<ContainerPort> declared) {
        if (portNames.isEmpty() || declared.isEmpty()) {
            return List.of();
        }
        for (var port : declared) {
            if (!portNames.contains(port.name())) {
                return declared.stream().filter(asked -> portNames.contains(asked.name())).toList();
            }
        }
        return declared;
    }
}
