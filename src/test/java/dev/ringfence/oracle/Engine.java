package dev.ringfence.oracle;

import dev.ringfence.connectivity.Assumption;
import dev.ringfence.connectivity.EnforcementProfile;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.ValueSet;
import dev.ringfence.oracle.Party.OfPod;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Random clusters in the engine's terms.
final class Engine {
    private Engine() {}

    static EnforcementProfile profile(boolean ipBlockMatchesPods) {
        return EnforcementProfile.of(ipBlockMatchesPods ? Assumption.YES : Assumption.NO);
    }

    static Reach reach(TestCluster cluster, OfPod subject, Direction direction,
            EnforcementProfile profile) {
        var point = point(subject);
        return Reach.of(cluster.policies(subject.namespace()).stream()
                .filter(policy -> policy.subject().contains(point)).toList(), direction,
                Optional.of(ports(subject)), profile);
    }

    static LabelPoint point(OfPod pod) {
        return new LabelPoint(pod.namespace(), Labels.of(pod.namespaceLabels()), Labels.of(pod.labels()));
    }

    static PeerClass peer(OfPod pod) {
        return new PeerClass(point(pod),
                pod.ips().stream().map(ip -> Address.parse(ip).orElseThrow()).toList(),
                ports(pod));
    }

    private static List<ContainerPort> ports(OfPod pod) {
        return pod.ports().stream().map(Engine::port).distinct().sorted().toList();
    }

    private static ContainerPort port(Map<String, Object> entry) {
        var protocol = Tree.has(entry, "protocol")
                ? Protocol.valueOf(Tree.text(entry, "protocol"))
                : Protocol.TCP;
        return new ContainerPort(new NamedPort(protocol, Tree.text(entry, "name")),
                Integer.parseInt(Tree.text(entry, "containerPort")));
    }

    static boolean has(PortSet ports, String protocol, int port) {
        return protocol.equals("ICMP") ? ports.other() : ports.of(Protocol.valueOf(protocol)).contains(port);
    }

    /// A pod that the sides of a flow describe, without named ports.
    static OfPod example(RandomCluster cluster, Map<Dimension, ValueSet> sides, List<String> ips) {
        var labels = new TreeMap<String, String>();
        var namespaceLabels = new TreeMap<String, String>();
        var namespace = sides.getOrDefault(Dimension.NAMESPACE, ValueSet.ALL).intersect(ValueSet.PRESENT);
        var name = namespace.others() ? "unborn" : namespace.values().getFirst();
        sides.forEach((dimension, values) -> values.sample().map(ValueSet.Sample::value).ifPresent(value -> {
            switch (dimension.space()) {
                case NAMESPACE_NAME -> {
                }
                case NAMESPACE_LABEL -> namespaceLabels.put(dimension.key(), value);
                case POD_LABEL -> labels.put(dimension.key(), value);
            }
        }));
        return new OfPod(name,
                RandomPolicies.NAMESPACES.contains(name) ? cluster.namespaceLabels(name) : namespaceLabels,
                labels, ips, List.of());
    }
}
