package dev.ringfence.drift;

import dev.ringfence.connectivity.diagram.Diagram;
import dev.ringfence.connectivity.diagram.Diagram.Term;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Divides the guarded pods of a namespace, existing and possible, into cells that the same policies select.
final class SubjectCells {
    /// How many combinations of policies are looked at for pods that do not exist.
    private static final int POSSIBLE_LIMIT = 64;

    private final LiveNamespace live;
    private final Reaches reaches;
    private final LabelBox workloads;
    /// Every policy that matters, live or approved, once.
    private final List<Policy> policies;
    private final Set<Policy> approved;
    private final Set<Policy> lively;
    /// Policies besides, by which the cells are told apart too.
    private final Set<Policy> further;
    private final List<SubjectCell> cells = new ArrayList<>();
    private final Set<List<List<Policy>>> profiles = new HashSet<>();

    private record PodKey(Labels labels, List<ContainerPort> ports) {}

    private SubjectCells(Circumstances circumstances, LabelSelector workloads, List<Policy> further) {
        var expectation = circumstances.expectation();
        this.live = circumstances.live();
        this.reaches = new Reaches(circumstances.profile());
        this.workloads = workloads.onPods();
        this.lively = new LinkedHashSet<>();
        this.approved = new LinkedHashSet<>(expectation.allPolicies());
        for (var policy : live.policies().values()) {
            // What the enforcer makes of an object that it refuses is judged by itself: most likely what it was before.
            lively.addAll(policy.problem().isPresent()
                    ? expectation.policies().getOrDefault(policy.object().key(), List.of())
                    : policy.meaning());
            if (expectation.trusts(policy.object().key())) {
                approved.addAll(policy.meaning());
            }
        }
        var all = new LinkedHashSet<>(approved);
        all.addAll(lively);
        all.addAll(further);
        this.further = Set.copyOf(further);
        this.policies = List.copyOf(all);
    }

    /// The cells, those of existing pods first.
    static List<SubjectCell> of(Circumstances circumstances) {
        return of(circumstances, circumstances.expectation().baseline().scope().workloads());
    }

    /// The cells of the guarded pods, told apart by further policies as well.
    static List<SubjectCell> of(Circumstances circumstances, List<Policy> further) {
        return of(circumstances, circumstances.expectation().baseline().scope().workloads(), further);
    }

    /// The cells of the pods that `workloads` selects, guarded or not.
    static List<SubjectCell> of(Circumstances circumstances, LabelSelector workloads) {
        return of(circumstances, workloads, List.of());
    }

    private static List<SubjectCell> of(Circumstances circumstances, LabelSelector workloads,
            List<Policy> further) {
        var cells = new SubjectCells(circumstances, workloads, further);
        cells.addExisting();
        cells.addPossible();
        return List.copyOf(cells.cells);
    }

    private void addExisting() {
        var keys = new HashSet<String>();
        for (var policy : policies) {
            for (var dimension : policy.subject().dimensions()) {
                if (dimension.space() == Dimension.Space.POD_LABEL) {
                    keys.add(dimension.key());
                }
            }
        }
        var alike = new LinkedHashMap<PodKey, List<Pod>>();
        for (var pod : live.pods()) {
            if (pod.isSubjectToPolicies() && workloads.contains(live.point(pod.labels()))) {
                alike.computeIfAbsent(new PodKey(pod.labels().projectedOn(keys), pod.ports()),
                        _ -> new ArrayList<>())
                        .add(pod);
            }
        }
        alike.forEach((key, pods) -> add(live.point(key.labels()), Optional.of(key.ports()), pods));
    }

    /// Adds a cell for each further combination of policies that a pod in scope could be selected by.
    ///
    /// Where there are too many, the approved policies are combined with one other policy at a time: policies only add up, so
    /// whatever all together allow beyond what was approved, one of them alone allows.
    private void addPossible() {
        var all = combinations(policies).filter(ways -> ways.size() <= POSSIBLE_LIMIT);
        if (all.isPresent()) {
            all.get().forEach(this::possible);
            return;
        }
        for (var policy : lively) {
            var few = new LinkedHashSet<>(approved);
            few.addAll(further);
            few.add(policy);
            combinations(List.copyOf(few)).filter(ways -> ways.size() <= POSSIBLE_LIMIT)
                    .orElseGet(() -> List.of(policy.subject().intersect(workloads).sides()))
                    .forEach(this::possible);
        }
    }

    /// What the labels of a pod in scope may be, for each combination of policies that can select one; nothing where these are
    /// too tangled.
    private Optional<List<Map<Dimension, ValueSet>>> combinations(List<Policy> policies) {
        var terms = new ArrayList<Term<BitSet>>();
        for (var i = 0; i < policies.size(); i++) {
            var bit = new BitSet();
            bit.set(i);
            terms.add(new Term<>(policies.get(i).subject(), bit));
        }
        var diagram = Diagram.union(terms, new BitSet(), SubjectCells::union);
        return diagram.map(this::ways);
    }

    private List<Map<Dimension, ValueSet>> ways(Diagram<BitSet> diagram) {
        Diagram.Within within = dimension -> switch (dimension.space()) {
            case NAMESPACE_NAME -> ValueSet.of(live.name());
            case NAMESPACE_LABEL -> ValueSet.exactly(live.labels().get(dimension.key()));
            case POD_LABEL -> workloads.side(dimension);
        };
        return diagram.ways(within, _ -> true).values().stream().map(way -> {
            Map<Dimension, ValueSet> sides = new HashMap<>(way);
            workloads.sides().forEach(sides::putIfAbsent);
            return sides;
        }).toList();
    }

    private static BitSet union(BitSet left, BitSet right) {
        var both = (BitSet) left.clone();
        both.or(right);
        return both;
    }

    private void possible(Map<Dimension, ValueSet> sides) {
        var labels = new HashMap<String, String>();
        sides.forEach((dimension, values) -> {
            var value = values.sample().map(ValueSet.Sample::value).orElse(null);
            if (dimension.space() == Dimension.Space.POD_LABEL && value != null) {
                labels.put(dimension.key(), value);
            }
        });
        var point = live.point(Labels.of(labels));
        if (!profiles.contains(profile(point))) {
            add(point, Optional.empty(), List.of());
        }
    }

    private void add(LabelPoint point, Optional<List<ContainerPort>> ports, List<Pod> pods) {
        var cell = new SubjectCell(point, ports, pods, selecting(approved, point), selecting(lively, point),
                reaches);
        profiles.add(profile(point));
        cells.add(cell);
    }

    private List<List<Policy>> profile(LabelPoint point) {
        return List.of(selecting(approved, point), selecting(lively, point), selecting(further, point));
    }

    private static List<Policy> selecting(Set<Policy> policies, LabelPoint point) {
        return policies.stream().filter(policy -> policy.subject().contains(point)).toList();
    }
}
