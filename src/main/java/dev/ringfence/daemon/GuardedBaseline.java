package dev.ringfence.daemon;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import dev.ringfence.baseline.Expectation;
import dev.ringfence.drift.Approvals;
import dev.ringfence.drift.ApprovedPorts;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.Workload;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.References;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One baseline: its newest text, the version of it that is in force, and the namespaces under it. Used by the loop's thread alone.
final class GuardedBaseline {
    /// How many approved peers are remembered beyond a restart at most.
    static final int PEER_LIMIT = 1_000;
    /// The ports of how many workloads are remembered at most; whoever comes later may declare what he likes.
    static final int WORKLOAD_LIMIT = 10_000;
    /// What is approved together with the policies that refer to it: somebody decides upon its content, as upon theirs.
    private static final Set<ReferenceKind> APPROVED = Set.of(ReferenceKind.SERVICES,
            ReferenceKind.CIDR_GROUPS);

    private final Inputs inputs;
    private BaselineObject newest;
    private Optional<Baseline> inForce = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<Set<String>> approvedPeers;
    /// What the policies refer to, as it was when every namespace was judged first; absent before.
    private Optional<References> approvedReferences = Optional.empty();
    /// How the enforcer read policies when every namespace was judged first; absent before, and while none was recognised.
    private Optional<EnforcementProfile> approvedProfile = Optional.empty();
    /// The named ports of workloads, as they were when these were first judged.
    private final Map<Workload, Set<Set<ContainerPort>>> approvedPorts = new HashMap<>();
    private Set<ReferenceKind> references = Set.of();
    private List<LabelBox> wideSelectors = List.of();
    private List<String> policyNames = List.of();
    private final SortedMap<String, GuardedNamespace> namespaces = new TreeMap<>();

    /// How the set of guarded namespaces changed.
    ///
    /// @param abandoned the drifts of namespaces that are guarded no more
    /// @param grown whether a namespace is guarded that was not before
    record Resolution(List<DriftKey> abandoned, boolean grown) {}

    GuardedBaseline(BaselineObject object, Inputs inputs) {
        this.inputs = inputs;
        this.newest = object;
        this.approvedPeers = object.approvedPeers().filter(peers -> peers.generation() == object.generation())
                .map(ApprovedPeers::names);
        read();
    }

    /// Takes a newer text. One that cannot be read leaves the last good one in force.
    ///
    /// @return whether a different version is in force now
    boolean update(BaselineObject object) {
        var same = object.uid().equals(newest.uid()) && object.generation() == newest.generation()
                && spec(object).equals(spec(newest));
        newest = object;
        return !same && read();
    }

    private static Optional<Object> spec(BaselineObject object) {
        return Optional.ofNullable(object.tree().get("spec"));
    }

    private boolean read() {
        try {
            var baseline = BaselineDecoder.decode(newest);
            problem = Optional.empty();
            var before = inForce;
            inForce = Optional.of(baseline);
            approvedReferences = Optional.empty();
            approvedProfile = Optional.empty();
            approvedPorts.clear();
            references = baseline.policies().stream()
                    .flatMap(policy -> ReferenceKind.in(policy.manifest()).stream())
                    .collect(Collectors.toUnmodifiableSet());
            wideSelectors = wideSelectors(baseline);
            before.ifPresent(_ -> approvedPeers = Optional.empty());
            return true;
        } catch (InvalidFieldException invalid) {
            var place = newest.source().isFile() ? newest.source().file() + ": " : "";
            problem = Optional.of(place + invalid.problem());
            return false;
        }
    }

    /// The selectors that admit peers from outside the guarded namespace; they are the same for every guarded namespace.
    private List<LabelBox> wideSelectors(Baseline baseline) {
        var nowhere = "";
        return Expectation.of(baseline, nowhere, context()).allPolicies().stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.peers().pods().stream()).distinct()
                .filter(box -> !box.side(Dimension.NAMESPACE).equals(ValueSet.of(nowhere))).toList();
    }

    /// How the baseline's policies are read: by what they referred to when they were approved, once that is known.
    ///
    /// Nodes and the ports that pods declare come and go, and are those of now.
    private DecodingContext context() {
        var now = inputs.context(references);
        return approvedReferences.map(approved -> new DecodingContext(now.profile(),
                new References(approved.services(), approved.cidrGroups(), now.references().nodes(),
                        now.references().declaredPorts())))
                .orElse(now);
    }

    /// What the baseline means to the enforcer of the time when it was first judged; absent where it is the one of now.
    private Optional<Expectation> formerly(Baseline baseline, String namespace) {
        var now = context();
        return approvedProfile.filter(profile -> !profile.equals(now.profile().switchedOn()))
                .map(profile -> Expectation.of(baseline, namespace,
                        new DecodingContext(profile, now.references())));
    }

    /// How live policies are read, as far as this baseline's are concerned.
    DecodingContext liveContext() {
        return inputs.context(references);
    }

    /// Reads the policies anew if they refer to such things, since these changed.
    void changed(ReferenceKind kind) {
        if (references.contains(kind)) {
            reread();
        }
    }

    /// Reads the policies anew. Marks the namespaces of which something else is expected now.
    void reread() {
        inForce.ifPresent(baseline -> {
            wideSelectors = wideSelectors(baseline);
            namespaces.forEach((name, namespace) -> namespace
                    .expect(Expectation.of(baseline, name, context()), formerly(baseline, name)));
        });
    }

    BaselineObject newest() {
        return newest;
    }

    /// The version that is in force; absent where there never was a good one.
    Optional<Baseline> inForce() {
        return inForce;
    }

    /// Why the newest text is refused.
    Optional<String> problem() {
        return problem;
    }

    /// The policies that are kept, as `Kind namespace/name`, by namespace.
    List<String> policyNames() {
        return policyNames;
    }

    /// The policies of the whole cluster that are kept.
    List<PolicyKey> clusterPolicies() {
        return inForce.stream().flatMap(baseline -> baseline.policies().stream())
                .filter(policy -> !policy.kind().isNamespaced()).map(policy -> policy.in("")).toList();
    }

    Collection<GuardedNamespace> namespaces() {
        return namespaces.values();
    }

    Optional<GuardedNamespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /// Names every namespace that is guarded now: those named, those selected, and those selected before that still exist.
    ///
    Resolution resolve(Collection<Namespace> existing, boolean changed) {
        var names = new TreeSet<String>();
        var exist = new HashSet<String>();
        inForce.ifPresent(baseline -> {
            names.addAll(baseline.scope().names());
            for (var namespace : existing) {
                exist.add(namespace.name());
                if (baseline.scope().covers(namespace)) {
                    names.add(namespace.name());
                }
            }
        });
        if (!changed) {
            namespaces.keySet().stream().filter(exist::contains).forEach(names::add);
        }
        var abandoned = new ArrayList<DriftKey>();
        namespaces.entrySet().removeIf(entry -> {
            var left = !names.contains(entry.getKey());
            if (left) {
                abandoned.addAll(entry.getValue().open());
            }
            return left;
        });
        var grown = !namespaces.keySet().containsAll(names);
        inForce.ifPresent(baseline -> names.forEach(name -> guard(baseline, name, changed)));
        policyNames = namespaces.values().stream()
                .flatMap(namespace -> namespace.expectation().policies().keySet().stream())
                .map(PolicyKey::toString).distinct().toList();
        return new Resolution(abandoned, grown);
    }

    private void guard(Baseline baseline, String name, boolean changed) {
        var before = namespaces.get(name);
        if (before == null) {
            namespaces.put(name, new GuardedNamespace(Expectation.of(baseline, name, context()),
                    formerly(baseline, name), Map.of(), List.of()));
        } else if (changed) {
            namespaces.put(name,
                    new GuardedNamespace(Expectation.of(baseline, name, context()),
                            formerly(baseline, name), before.remembered(), before.open()));
        }
    }

    /// Marks every namespace whose verdict a pod with these labels, anywhere in the cluster, may change as a peer.
    void markPeer(LabelPoint point) {
        if (wideSelectors.stream().anyMatch(box -> box.contains(point))) {
            namespaces.values().forEach(GuardedNamespace::markDirty);
        }
    }

    /// Marks every namespace whose verdict may change when a namespace comes, goes or changes its labels.
    void markPeerNamespace() {
        if (!wideSelectors.isEmpty()) {
            namespaces.values().forEach(GuardedNamespace::markDirty);
        }
    }

    void markAll() {
        namespaces.values().forEach(GuardedNamespace::markDirty);
    }

    /// What counts as approved together with the baseline in one of its namespaces.
    Approvals approvals(GuardedNamespace namespace) {
        return new Approvals(approvedPeers, new ApprovedPorts(Collections.unmodifiableMap(approvedPorts)),
                namespace.formerly());
    }

    /// Takes the ports of workloads that were not there before for approved.
    void approve(Map<Workload, Set<Set<ContainerPort>>> ports) {
        ports.forEach((workload, declared) -> {
            if (approvedPorts.size() < WORKLOAD_LIMIT) {
                approvedPorts.putIfAbsent(workload, declared);
            }
        });
    }

    /// Takes the peers and what policies refer to for approved as they are now, once every namespace has been judged.
    void approve() {
        var judged = namespaces.values().stream().allMatch(namespace -> namespace.last().isPresent());
        if (approvedPeers.isEmpty() && inForce.isPresent() && judged) {
            var peers = new TreeSet<String>();
            namespaces.values()
                    .forEach(namespace -> namespace.last().ifPresent(last -> peers.addAll(last.peers())));
            approvedPeers = Optional.of(peers);
        }
        if (approvedReferences.isEmpty() && inForce.isPresent() && judged
                && !Collections.disjoint(references, APPROVED)) {
            approvedReferences = Optional.of(inputs.references());
        }
        var profile = inputs.enforcer().profile().switchedOn();
        if (approvedProfile.isEmpty() && inForce.isPresent() && judged
                && !profile.equals(EnforcementProfile.GENERIC)) {
            approvedProfile = Optional.of(profile);
        }
    }

    /// The approved peers, as far as they can be remembered beyond a restart.
    Optional<ApprovedPeers> peersToRemember() {
        return approvedPeers.filter(peers -> peers.size() <= PEER_LIMIT)
                .map(peers -> new ApprovedPeers(newest.generation(), peers));
    }

    /// When the next exemption ends, if one does after `now`.
    Optional<Instant> nextExpiry(Instant now) {
        return inForce.stream().flatMap(baseline -> baseline.exemptions().stream())
                .map(exemption -> exemption.expiresAt())
                .filter(expiresAt -> expiresAt.isAfter(now)).min(Instant::compareTo);
    }
}
