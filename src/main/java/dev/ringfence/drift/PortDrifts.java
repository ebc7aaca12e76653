package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The drifts of named ports: a pod gives the name by which a policy opens a port to another port than its workload did before.
///
/// The policy's text is as approved and its effect is not, so it is the policy that has changed, and the pod is the cause.
final class PortDrifts {
    /// Where a pod says which ports have names.
    static final String PLACE = "spec.containers[].ports";

    private final Circumstances circumstances;
    private final DriftDraft draft;
    private final List<Policy> approved;
    private final Set<NamedPort> names;

    /// Pods that declare other ports than they should, all in the same way.
    private record Renumbered(Workload workload, List<ContainerPort> before, List<ContainerPort> now) {}

    /// A policy whose effect differs, and the workload that makes the difference.
    private record Place(PolicyKey policy, Workload workload) {}

    /// What shows that a policy's effect differs.
    private record Finding(ObjectReference cause, Renumbered ports, List<Evidence> evidence) {}

    PortDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
        this.approved = Stream.concat(circumstances.expectation().allPolicies().stream(),
                circumstances.live().policies().values().stream()
                        .filter(policy -> circumstances.expectation().trusts(policy.object().key()))
                        .flatMap(policy -> policy.meaning().stream()))
                .toList();
        this.names = approved.stream().flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.ports().named().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// What to remember: the ports of guarded workloads, and of the destinations of rules that have a port of a name there.
    ///
    /// All their ports: a rule of a trusted policy may come to name another one, and then that is as approved as this one.
    Map<Workload, Set<Set<ContainerPort>>> declared() {
        var declared = new LinkedHashMap<Workload, Set<Set<ContainerPort>>>();
        if (names.isEmpty()) {
            return declared;
        }
        circumstances.live().pods().stream()
                .filter(pod -> pod.isSubjectToPolicies() && circumstances.expectation().guards(pod))
                .forEach(pod -> note(pod, declared));
        for (var peers : destinations()) {
            if (!ApprovedPorts.named(peers.ports(), names).isEmpty()) {
                circumstances.directory().members(peers).forEach(pod -> note(pod, declared));
            }
        }
        return declared;
    }

    private void note(Pod pod, Map<Workload, Set<Set<ContainerPort>>> declared) {
        declared.computeIfAbsent(pod.workload(), _ -> new HashSet<>())
                .add(Set.copyOf(pod.ports()));
    }

    List<Drift> find(List<SubjectCell> cells) {
        if (names.isEmpty() || circumstances.approvals().ports().declared().isEmpty()) {
            return List.of();
        }
        var findings = new LinkedHashMap<Place, Finding>();
        var destinations = renumberedDestinations();
        for (var cell : cells) {
            if (cell.exists()) {
                ofSubjects(cell, findings);
                destinations.forEach((at, pod) -> ofDestination(cell, at, pod, findings));
            }
        }
        return findings.entrySet().stream().map(entry -> drift(entry.getKey().policy(), entry.getValue()))
                .toList();
    }

    private Optional<Renumbered> renumbered(Pod pod) {
        var before = circumstances.approvals().ports().of(pod, names);
        var now = ApprovedPorts.named(pod.ports(), names);
        return before.equals(now)
                ? Optional.empty()
                : Optional.of(new Renumbered(pod.workload(), before, now));
    }

    private void ofSubjects(SubjectCell cell, Map<Place, Finding> findings) {
        var groups = new LinkedHashMap<Renumbered, List<Pod>>();
        cell.pods().forEach(pod -> renumbered(pod)
                .ifPresent(ports -> groups.computeIfAbsent(ports, _ -> new ArrayList<>()).add(pod)));
        groups.forEach((ports, pods) -> {
            var now = cell.with(pods, ports.now());
            var then = cell.with(pods, ports.before());
            var direction = Direction.INGRESS;
            Function<List<Policy>, Excess> gained = policies -> Excess
                    .of(now.reach(policies, direction), then.reach(policies, direction));
            Function<List<Policy>, Excess> lost = policies -> Excess
                    .of(then.reach(policies, direction), now.reach(policies, direction));
            // What is live is measured, too: another policy may admit the port anyway, or refuse it.
            var meant = then.reach(cell.approved(), direction);
            var live = cell.with(pods, pods.getFirst().ports()).reach(cell.live(), direction);
            var loosened = Excess.of(live, meant).and(gained.apply(cell.approved()));
            var tightened = Excess.of(meant, live).and(lost.apply(cell.approved()));
            Function<List<Policy>, List<Evidence>> part = policies -> Stream.concat(
                    Evidence.of(now, direction, loosened.and(gained.apply(policies)), true, circumstances)
                            .stream(),
                    Evidence.of(now, direction, tightened.and(lost.apply(policies)), false, circumstances)
                            .stream())
                    .toList();
            var whole = Stream.concat(Evidence.of(now, direction, loosened, true, circumstances).stream(),
                    Evidence.of(now, direction, tightened, false, circumstances).stream()).toList();
            divide(cell, direction, ports, pods.getFirst(), part, whole, findings);
        });
    }

    private void ofDestination(SubjectCell cell, Destination at, Pod pod, Map<Place, Finding> findings) {
        var direction = Direction.EGRESS;
        var now = at.peers();
        var then = new PeerClass(now.point(), now.addresses(), at.ports().before());
        var live = cell.reach(cell.live(), direction).traffic(now);
        var meant = cell.reach(cell.approved(), direction).traffic(then);
        Function<List<Policy>, List<Evidence>> part = policies -> {
            var reach = cell.reach(policies, direction);
            var gained = reach.traffic(now).minus(reach.traffic(then)).intersect(live.minus(meant));
            var lost = reach.traffic(then).minus(reach.traffic(now)).intersect(meant.minus(live));
            var evidence = new ArrayList<Evidence>();
            gained.best().ifPresent(traffic -> evidence.add(new Evidence(cell, direction, new Flow(
                    new Flow.Peer.Existing(now), traffic, !gained.certain().isEmpty()), true,
                    Optional.of(pod))));
            lost.best().ifPresent(traffic -> evidence.add(new Evidence(cell, direction, new Flow(
                    new Flow.Peer.Existing(now), traffic, !lost.certain().isEmpty()), false,
                    Optional.of(pod))));
            return evidence;
        };
        divide(cell, direction, at.ports(), pod, part, part.apply(cell.approved()), findings);
    }

    /// Lays a difference at the door of each policy that by itself shows it, or else of each that names such a port.
    private void divide(SubjectCell cell, Direction direction, Renumbered ports, Pod pod,
            Function<List<Policy>, List<Evidence>> part, List<Evidence> whole,
            Map<Place, Finding> findings) {
        if (whole.isEmpty()) {
            return;
        }
        var changed = Stream.concat(ports.before().stream(), ports.now().stream()).map(ContainerPort::name)
                .collect(Collectors.toSet());
        var naming = cell.approved().stream()
                .filter(policy -> policy.rules(direction).stream()
                        .anyMatch(rule -> rule.ports().named().stream().anyMatch(changed::contains)))
                .collect(Collectors.groupingBy(Policy::key));
        var shown = new LinkedHashMap<PolicyKey, List<Evidence>>();
        naming.forEach((key, policies) -> {
            var evidence = part.apply(policies);
            if (!evidence.isEmpty()) {
                shown.put(key, evidence);
            }
        });
        if (shown.isEmpty()) {
            naming.keySet().forEach(key -> shown.put(key, whole));
        }
        var cause = ports.workload().kind().equals("Pod")
                ? ObjectReference.of(pod)
                : ObjectReference.of(ports.workload());
        shown.forEach((key, evidence) -> findings
                .computeIfAbsent(new Place(key, ports.workload()),
                        _ -> new Finding(cause, ports, new ArrayList<>()))
                .evidence().addAll(evidence));
    }

    /// Some pods that a rule with names of ports may mean as destinations.
    private record Destination(PeerClass peers, Renumbered ports) {}

    /// Each with one of its pods.
    private Map<Destination, Pod> renumberedDestinations() {
        var known = circumstances.approvals().ports().declared().keySet().stream().map(Workload::namespace)
                .collect(Collectors.toSet());
        var found = new LinkedHashMap<Destination, Pod>();
        for (var peers : destinations()) {
            if (known.contains(peers.point().namespace())) {
                circumstances.directory().members(peers).forEach(pod -> renumbered(pod)
                        .ifPresent(ports -> found.putIfAbsent(new Destination(peers, ports), pod)));
            }
        }
        return found;
    }

    private List<PeerClass> destinations() {
        var boxes = approved.stream().flatMap(policy -> policy.rules(Direction.EGRESS).stream())
                .filter(rule -> !rule.ports().named().isEmpty()).map(Rule::atMost)
                .flatMap(peers -> peers.pods().stream()).distinct().toList();
        var namespaces = new TreeSet<String>();
        for (var box : boxes) {
            var named = box.side(Dimension.NAMESPACE);
            namespaces.addAll(named.others() ? circumstances.directory().namespaces() : named.values());
        }
        return namespaces.stream()
                .flatMap(namespace -> circumstances.directory().classes(namespace).stream())
                .filter(peers -> isIn(boxes, peers)).toList();
    }

    private static boolean isIn(List<LabelBox> boxes, PeerClass peers) {
        return boxes.stream().anyMatch(box -> box.contains(peers.point()));
    }

    private Drift drift(PolicyKey key, Finding finding) {
        var object = Optional.ofNullable(circumstances.live().policies().get(key))
                .map(live -> live.object().reference())
                .orElseGet(() -> new ObjectReference(PolicyKind.named(key.kind()).apiVersion(), key.kind(),
                        key.namespace(), key.name(), ""));
        return draft.tolerable(draft.shown(DriftKind.POLICY_CHANGED, object, finding.cause() + PLACE,
                finding.evidence(), new Cause(finding.cause(), PLACE, Optional.empty()),
                circumstances.exempts(key), key + " means something else since " + text(finding)));
    }

    private static String text(Finding finding) {
        var before = finding.ports().before();
        var now = finding.ports().now();
        var name = Stream.concat(now.stream(), before.stream())
                .filter(port -> !(now.contains(port) && before.contains(port)))
                .map(port -> port.name()).findFirst().orElseThrow();
        return "port " + name.name() + " of " + finding.cause() + " is " + numbers(name, now) + " and was "
                + numbers(name, before);
    }

    private static String numbers(NamedPort name, List<ContainerPort> ports) {
        var numbers = ApprovedPorts.named(ports, Set.of(name)).stream()
                .map(port -> String.valueOf(port.number())).collect(Collectors.joining(" or "));
        return numbers.isEmpty() ? "none" : name.protocol() + " " + numbers;
    }
}
