package dev.ringfence.connectivity;

import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.NamedPort;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// What the policies of a snapshot can tell pods apart by.
///
/// @param labelKeys the keys of pod labels that some selector asks for
/// @param portNames the named ports that some rule asks for
/// @param cuts the addresses at which some CIDR begins or ends
public record Distinctions(Set<String> labelKeys, Set<NamedPort> portNames, NavigableSet<Address> cuts) {

    public static Distinctions of(Collection<Policy> policies) {
        var distinctions = new Distinctions(new HashSet<>(), new HashSet<>(), new TreeSet<>());
        for (var policy : policies) {
            distinctions.collect(policy.subject());
            policy.rules().forEach(distinctions::collect);
        }
        return distinctions;
    }

    private void collect(Rule rule) {
        rule.peers().pods().forEach(this::collect);
        portNames.addAll(rule.ports().named());
        rule.peers().addresses().ranges().forEach(this::collect);
    }

    private void collect(AddressRange range) {
        cuts.add(range.first());
        if (!range.last().equals(range.last().family().last())) {
            cuts.add(range.last().next());
        }
    }

    private void collect(LabelBox box) {
        box.sides().keySet().stream().filter(side -> side.space() == Dimension.Space.POD_LABEL)
                .forEach(side -> labelKeys.add(side.key()));
    }

    /// The class of a pod.
    public PeerClass classOf(LabelPoint point, List<Address> addresses, List<ContainerPort> ports) {
        return new PeerClass(
                new LabelPoint(point.namespace(), point.namespaceLabels(),
                        point.labels().projectedOn(labelKeys)),
                addresses.stream().map(this::piece).distinct().toList(),
                ports.stream().filter(port -> portNames.contains(port.name())).toList());
    }

    private Address piece(Address address) {
        var cut = cuts.floor(address);
        return cut == null || cut.family() != address.family() ? address.family().first() : cut;
    }
}
