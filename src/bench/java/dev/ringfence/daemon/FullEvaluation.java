package dev.ringfence.daemon;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The evaluation of a whole cluster, for the benchmarks: the daemon's own population, and the reach of every pod in it.
public final class FullEvaluation {
    private final Collection<Policy> policies;
    private final Map<String, List<Policy>> byNamespace = new HashMap<>();
    private final Population population = new Population(
            namespace -> byNamespace.getOrDefault(namespace, List.of()));

    /// What pods may do that the same policies select and that declare the same ports.
    private record Profile(BitSet selecting, List<ContainerPort> ports) {}

    private record Reaches(boolean isolated, Reach ingress, Reach egress) {}

    /// What was found.
    ///
    /// @param classes how many classes the pods collapse into
    /// @param profiles how many different sets of policies hold for them, per namespace
    /// @param isolated how many classes are isolated for ingress
    public record Findings(int classes, int profiles, int isolated) {}

    /// Takes everything in, without evaluating it.
    public FullEvaluation(Collection<Namespace> namespaces, Collection<Pod> pods,
            Collection<Policy> policies) {
        this.policies = policies;
        policies.forEach(
                policy -> byNamespace.computeIfAbsent(policy.key().namespace(), _ -> new ArrayList<>())
                        .add(policy));
        namespaces.forEach(namespace -> population.put(namespace.name(), Optional.of(namespace)));
        pods.forEach(pod -> population.put(pod.namespace(), pod.name(), Optional.of(pod)));
    }

    /// The pods as judgements see them.
    public PodDirectory directory() {
        return population;
    }

    /// Collapses all pods into classes anew, and computes what each class may do in both directions.
    public Findings run() {
        population.reclassify(Projection.of(policies));
        var classes = 0;
        var profiles = 0;
        var isolated = 0;
        for (var namespace : population.namespaces()) {
            var known = new HashMap<Profile, Reaches>();
            for (var peers : population.classes(namespace)) {
                var here = population.policies(namespace);
                var selecting = new BitSet(here.size());
                for (var i = 0; i < here.size(); i++) {
                    selecting.set(i, here.get(i).subject().contains(peers.point()));
                }
                var reaches = known.computeIfAbsent(new Profile(selecting, peers.ports()),
                        profile -> reaches(here, profile));
                classes++;
                isolated += reaches.isolated() ? 1 : 0;
            }
            profiles += known.size();
        }
        return new Findings(classes, profiles, isolated);
    }

    private static Reaches reaches(List<Policy> here, Profile profile) {
        var selecting = profile.selecting().stream().mapToObj(here::get).toList();
        var ports = Optional.of(profile.ports());
        var isolated = selecting.stream().anyMatch(policy -> policy.isolates().contains(Direction.INGRESS));
        return new Reaches(isolated,
                Reach.of(selecting, Direction.INGRESS, ports, EnforcementProfile.GENERIC),
                Reach.of(selecting, Direction.EGRESS, ports, EnforcementProfile.GENERIC));
    }
}
