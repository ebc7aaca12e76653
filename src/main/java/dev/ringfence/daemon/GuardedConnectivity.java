package dev.ringfence.daemon;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who may reach the guarded pods of a namespace, and whom they may reach, as far as the policies that select them say.
///
/// @param subjects the guarded pods, those together that the same policies select
/// @param others how many further subjects there are, which were left out
/// @param unheld guarded pods that no policy can hold, since they are in the network of their node
public record GuardedConnectivity(List<Subject> subjects, int others, List<Pod> unheld) {

    /// Guarded pods that are alike to policies.
    ///
    /// @param workloads what they belong to
    /// @param policies the live policies that select them, as `Kind namespace/name`
    public record Subject(List<Pod> pods, List<Workload> workloads, List<String> policies,
            Map<Direction, Side> sides) {}

    /// One direction of a subject.
    ///
    /// @param isolated whether some policy isolates the pods in it
    public record Side(boolean isolated, List<Group> groups) {}

    /// Peers with whom the same is allowed.
    ///
    /// @param certain whether it surely is
    public record Group(Peers peers, Traffic traffic, boolean certain) {}

    /// Some other ends of one sort.
    public sealed interface Peers {

        /// Pods that exist.
        ///
        /// @param sample a few of them as `namespace/name`
        /// @param namespaces those that they are in
        record Pods(int count, List<String> sample, List<String> namespaces) implements Peers {}

        /// Addresses outside of the cluster.
        record Addresses(List<AddressRange> ranges) implements Peers {}

        /// Peers that are neither pods nor addresses.
        record Special(Entity entity) implements Peers {}

        /// Addresses outside of the cluster that have names like this one.
        record Named(String example) implements Peers {}
    }

    private record Alike(List<Policy> policies, List<ContainerPort> ports) {}

    private record What(Traffic traffic, boolean certain) {}

    static GuardedConnectivity of(Survey.Part part, Survey survey, int limit) {
        var alike = new LinkedHashMap<Alike, List<Pod>>();
        var unheld = new ArrayList<Pod>();
        for (var pod : part.live().pods()) {
            if (!part.expectation().guards(pod) || pod.is(Pod.Trait.FINISHED)) {
                continue;
            }
            if (pod.isSubjectToPolicies()) {
                var policies = part.live().selecting(part.live().point(pod.labels()));
                alike.computeIfAbsent(new Alike(policies, pod.ports()), _ -> new ArrayList<>()).add(pod);
            } else {
                unheld.add(pod);
            }
        }
        var subjects = alike.entrySet().stream().limit(limit)
                .map(entry -> subject(entry.getKey(), entry.getValue(), survey)).toList();
        return new GuardedConnectivity(subjects, alike.size() - subjects.size(), List.copyOf(unheld));
    }

    private static Subject subject(Alike alike, List<Pod> pods, Survey survey) {
        var off = survey.profile().enforcement() == EnablePolicy.NEVER;
        var policies = off ? List.<Policy>of() : alike.policies();
        var sides = new EnumMap<Direction, Side>(Direction.class);
        for (var direction : Direction.values()) {
            var reach = Reach.of(policies, direction, Optional.of(alike.ports()),
                    survey.profile().switchedOn());
            var flows = Flows.each(Excess.of(reach, Reach.nothing(direction)), survey.census());
            sides.put(direction, new Side(
                    policies.stream().anyMatch(policy -> policy.isolates().contains(direction)),
                    groups(flows, pods, survey.census())));
        }
        return new Subject(List.copyOf(pods),
                pods.stream().map(Pod::workload).distinct().sorted().toList(),
                policies.stream().map(policy -> policy.key().toString()).distinct().toList(), sides);
    }

    private static List<Group> groups(List<Flow> flows, List<Pod> subjects, Census census) {
        var pods = new LinkedHashMap<What, List<Flow.Peer.Existing>>();
        var ranges = new LinkedHashMap<What, List<AddressRange>>();
        var others = new ArrayList<Group>();
        for (var flow : flows) {
            var what = new What(flow.traffic(), flow.certain());
            switch (flow.peer()) {
                case Flow.Peer.Existing existing ->
                    pods.computeIfAbsent(what, _ -> new ArrayList<>()).add(existing);
                case Flow.Peer.Outside(var range) ->
                    ranges.computeIfAbsent(what, _ -> new ArrayList<>()).add(range);
                case Flow.Peer.Special(var entity) ->
                    others.add(new Group(new Peers.Special(entity), flow.traffic(), flow.certain()));
                case Flow.Peer.Named(var name) ->
                    others.add(new Group(new Peers.Named(name), flow.traffic(), flow.certain()));
                // What pods that do not exist might do is not asked here.
                case Flow.Peer.Hypothetical _ -> {
                }
            }
        }
        return Stream.of(pods.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue(), subjects, census))
                .filter(group -> !(group.peers() instanceof Peers.Pods few) || few.count() > 0),
                ranges.entrySet().stream()
                        .map(entry -> new Group(new Peers.Addresses(List.copyOf(entry.getValue())),
                                entry.getKey().traffic(), entry.getKey().certain())),
                others.stream()).flatMap(groups -> groups).toList();
    }

    /// A pod's traffic to itself is none of a policy's business, so a pod is not its own peer.
    private static Group group(What what, List<Flow.Peer.Existing> peers, List<Pod> subjects, Census census) {
        var count = 0;
        var sample = new TreeSet<String>();
        var namespaces = new TreeSet<String>();
        var only = subjects.size() == 1 ? subjects.getFirst().key() : "";
        for (var existing : peers) {
            var crowd = census.crowd(existing.pods());
            if (crowd.count() > 1 || !crowd.first().equals(only)) {
                count += crowd.count();
                sample.add(crowd.first());
                namespaces.add(existing.pods().point().namespace());
            }
        }
        return new Group(new Peers.Pods(count, List.copyOf(sample),
                List.copyOf(namespaces)), what.traffic(), what.certain());
    }
}
