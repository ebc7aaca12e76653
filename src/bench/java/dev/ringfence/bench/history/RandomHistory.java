package dev.ringfence.bench.history;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.connectivity.index.ClusterConnectivity;
import dev.ringfence.connectivity.index.ClusterDifference;
import dev.ringfence.connectivity.index.Widths;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A small cluster in which pods, namespaces and policies of every dialect come, change and go at random, and the index that
/// follows it; whatever is asked of the index can be held against what a new one says, and against [BruteForce].
public final class RandomHistory {
    private static final int PODS = 24;

    private final Random random;
    private final RandomObjects objects;
    private final Projection projection = RandomObjects.projection();
    private final Map<String, Labels> namespaces = new TreeMap<>();
    private final Map<String, LivePod> pods = new TreeMap<>();
    private final Map<PolicyKey, List<Policy>> policies = new TreeMap<>();
    private final EnforcementProfile enforcer;
    private final ClusterConnectivity index;
    private final Set<PeerClass> classes = new HashSet<>();

    /// A pod as it is now.
    private record LivePod(String namespace, Labels labels, List<Address> addresses,
            List<ContainerPort> ports) {}

    /// @param widths of selectors: in a cluster this small, the usual ones would never do anything in bulk
    public RandomHistory(long seed, EnforcementProfile enforcer, Widths widths) {
        this.enforcer = enforcer;
        index = new ClusterConnectivity(enforcer, widths);
        random = new Random(seed);
        objects = new RandomObjects(random);
        RandomObjects.NAMESPACES.forEach(name -> namespaces.put(name, objects.namespaceLabels()));
    }

    /// Lets something happen, and returns what the index says is different now.
    public ClusterDifference next() {
        switch (random.nextInt(10)) {
            case 0 -> namespaces.put(objects.pick(RandomObjects.NAMESPACES), objects.namespaceLabels());
            case 1, 2, 3, 4 -> {
                var key = objects.key();
                var meaning = objects.chance(25) ? List.<Policy>of() : objects.policy(key);
                if (meaning.isEmpty()) {
                    policies.remove(key);
                } else {
                    policies.put(key, meaning);
                }
                index.put(key, meaning);
            }
            default -> {
                var name = "pod-" + random.nextInt(PODS);
                if (objects.chance(25)) {
                    pods.remove(name);
                } else {
                    pods.put(name, new LivePod(objects.pick(RandomObjects.NAMESPACES), objects.podLabels(),
                            objects.addresses(), objects.ports()));
                }
            }
        }
        var now = new HashSet<PeerClass>();
        pods.values().forEach(pod -> now.add(classOf(pod)));
        classes.stream().filter(peers -> !now.contains(peers)).forEach(index::remove);
        now.stream().filter(peers -> !classes.contains(peers)).forEach(index::add);
        classes.clear();
        classes.addAll(now);
        return index.settle();
    }

    private PeerClass classOf(LivePod pod) {
        return projection.classOf(new LabelPoint(pod.namespace(),
                namespaces.getOrDefault(pod.namespace(), Labels.EMPTY), pod.labels()), pod.addresses(),
                pod.ports());
    }

    /// The classes that there are now, in order.
    public List<PeerClass> classes() {
        return List.copyOf(new TreeSet<>(classes));
    }

    /// All policies that there are now, in order.
    public List<Policy> policies() {
        return policies.values().stream().flatMap(List::stream).toList();
    }

    /// How the policies are read.
    public EnforcementProfile enforcer() {
        return enforcer;
    }

    /// The index that has followed.
    public ClusterConnectivity index() {
        return index;
    }

    /// An index that is made from what there is now.
    public ClusterConnectivity rebuilt() {
        var rebuilt = new ClusterConnectivity(enforcer);
        var keys = new ArrayList<>(policies.keySet());
        keys.forEach(key -> rebuilt.put(key, policies.getOrDefault(key, List.of())));
        classes.forEach(rebuilt::add);
        rebuilt.settle();
        return rebuilt;
    }

    /// What the index says of every class and every other, in both directions.
    public static Map<Cell, PortBounds> cells(ClusterConnectivity index,
            List<PeerClass> classes) {
        var cells = new HashMap<Cell, PortBounds>();
        for (var direction : Direction.values()) {
            for (var subject : classes) {
                for (var peer : classes) {
                    cells.put(new Cell(direction, subject, peer), index.with(subject, direction, peer));
                }
            }
        }
        return cells;
    }
}
