package dev.ringfence.drift;

import java.util.Set;
import dev.ringfence.model.LabelBox;
import dev.ringfence.policy.Tier;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A policy object that is not as approved, and so may have made a difference.
///
/// @param approved what was approved under this name; nothing for a foreign policy
/// @param live what is live under this name; absent for a missing policy
/// @param reason why it has no effect as it is; empty where it has one
/// @param goneUid the uid of the object that was there before, where it is missing
record Suspect(DriftKind kind, PolicyKey key, List<Policy> approved, Optional<LivePolicy> live,
        String reason, String goneUid) {

    /// The objects of a namespace that are not as approved, in order of kind and name.
    static List<Suspect> in(Circumstances circumstances) {
        var live = circumstances.live();
        var approved = circumstances.expectation().policies();
        var suspects = new ArrayList<Suspect>();
        approved.forEach((key, policy) -> {
            var found = Optional.ofNullable(live.policies().get(key));
            var lost = circumstances.lost(PolicyKind.named(key.kind()));
            if (lost.isPresent()) {
                suspects.add(new Suspect(DriftKind.ENFORCEMENT_LOST, key, policy, found, lost.get(), ""));
            } else if (found.isEmpty()) {
                suspects.add(new Suspect(DriftKind.POLICY_MISSING, key, policy, found, "",
                        live.gone().getOrDefault(key, "")));
            } else if (found.get().problem().isPresent() || !found.get().meaning().equals(policy)) {
                suspects.add(of(DriftKind.POLICY_CHANGED, key, policy, found.get()));
            }
        });
        live.policies().forEach((key, policy) -> {
            if (!approved.containsKey(key) && !circumstances.expectation().trusts(key)) {
                suspects.add(of(DriftKind.FOREIGN_POLICY, key, List.of(), policy));
            }
        });
        return List.copyOf(suspects);
    }

    /// What an API server would not have stored, Ringfence is too old to read; what Cilium stores may still be refused.
    private static Suspect of(DriftKind kind, PolicyKey key, List<Policy> approved, LivePolicy live) {
        var refused = live.problem().isPresent() && PolicyKind.named(key.kind()).hasSpecs();
        return new Suspect(refused ? DriftKind.POLICY_REJECTED : kind, key, approved, Optional.of(live),
                live.problem().map(Problem::toString).orElse(""), "");
    }

    ObjectReference reference() {
        return live.map(found -> found.object().reference())
                .orElseGet(() -> new ObjectReference(PolicyKind.named(key.kind()).apiVersion(), key.kind(),
                        key.namespace(), key.name(), ""));
    }

    /// Tells this occurrence from another one of the same object.
    String occurrence() {
        return live.map(found -> found.object().uid() + "/" + found.object().resourceVersion())
                .orElse(goneUid);
    }

    Optional<Problem> undecodable() {
        return live.flatMap(LivePolicy::problem);
    }

    Cause cause(String rule) {
        Optional<FieldChange> changedBy = live.flatMap(found -> found.object().changedBy());
        return new Cause(reference(), rule, changedBy);
    }

    String summary() {
        return switch (kind) {
            case POLICY_MISSING -> key + " is missing";
            case POLICY_CHANGED -> undecodable().isPresent()
                    ? key + " cannot be read, so what it allows is not known: " + reason
                    : key + " was changed";
            case FOREIGN_POLICY -> undecodable().isPresent()
                    ? key + " cannot be read, so what it allows is not known: " + reason
                    : key + " is not in the baseline";
            case POLICY_REJECTED ->
                key + " is refused by its enforcer, so what it allows is not known: " + reason;
            case ENFORCEMENT_LOST -> key + " is not enforced, since " + reason;
            default -> key.toString();
        };
    }

    /// Whether the object selects the cell's pods, as approved or as it is live. Nobody knows whom a refused object selects.
    boolean concerns(SubjectCell cell) {
        return undecodable().isPresent() || selects(approved, cell) || selects(liveMeaning(), cell);
    }

    private static boolean selects(List<Policy> meaning, SubjectCell cell) {
        return meaning.stream().anyMatch(policy -> policy.subject().contains(cell.point()));
    }

    /// `policies` with this object as it is live.
    List<Policy> asLive(List<Policy> policies, SubjectCell cell) {
        return replaced(policies, liveMeaning(), cell);
    }

    /// `policies` with this object as the enforcer may make anything of it.
    List<Policy> asDoubtful(List<Policy> policies, SubjectCell cell) {
        return replaced(policies, List.of(new Policy(key, Tier.NAMESPACE, 0, LabelBox.ALL, Set.of(), Set.of(),
                List.of(), Optional.of(reason))), cell);
    }

    /// `policies` with this object as it was approved.
    List<Policy> asApproved(List<Policy> policies, SubjectCell cell) {
        return replaced(policies, approved, cell);
    }

    private List<Policy> replaced(List<Policy> policies, List<Policy> by, SubjectCell cell) {
        return Stream.concat(policies.stream().filter(policy -> !policy.key().equals(key)),
                by.stream().filter(policy -> policy.subject().contains(cell.point()))).toList();
    }

    private List<Policy> liveMeaning() {
        return live.map(LivePolicy::meaning).orElse(List.of());
    }

    /// Where in the object the difference that `evidence` shows is made.
    String rule(Evidence evidence, PodDirectory directory) {
        var meaning = liveMeaning();
        if (meaning.isEmpty()) {
            return "";
        }
        var cell = evidence.cell();
        if (!selects(meaning, cell) || (!approved.isEmpty() && !selects(approved, cell))) {
            return PolicyKind.named(key.kind()).subjectField();
        }
        var selecting = meaning.stream().filter(policy -> policy.subject().contains(cell.point())).toList();
        if (key.kind().equals(NetworkPolicyDecoder.KIND)
                && selecting.stream().noneMatch(policy -> policy.isolates().contains(evidence.direction()))) {
            return "spec.policyTypes";
        }
        var side = evidence.direction().text().toLowerCase(Locale.ROOT);
        return selecting.stream().flatMap(policy -> policy.rules(evidence.direction()).stream())
                .filter(rule -> evidence.loosened() == (rule.action() != Action.DENY)
                        && speaksOf(rule, evidence.flow(), directory))
                .map(Rule::path)
                .findFirst()
                .orElse("spec." + side);
    }

    private static boolean speaksOf(Rule rule, Flow flow, PodDirectory directory) {
        var met = switch (flow.peer()) {
            case Peer.Outside(var range) -> rule.peers().addresses().contains(range.first());
            case Peer.Existing(var pods) ->
                rule.peers().pods().stream().anyMatch(box -> box.contains(pods.point()))
                        || pods.addresses().stream().anyMatch(rule.peers().addresses()::contains);
            case Peer.Special(var entity) -> rule.peers().entities().contains(entity);
            case Peer.Named(var name) -> rule.peers().names().contains(name);
            case Peer.Hypothetical(var sides) ->
                rule.peers().pods().stream().anyMatch(box -> box.contains(example(sides, directory)));
        };
        return met && (!rule.ports().named().isEmpty()
                || !Traffic.of(rule).intersect(flow.traffic()).isEmpty());
    }

    /// One point within the sides.
    private static LabelPoint example(Map<Dimension, ValueSet> sides, PodDirectory directory) {
        var namespaceLabels = new HashMap<String, String>();
        var labels = new HashMap<String, String>();
        var name = new String[]{""};
        sides.forEach((dimension, values) -> values.sample().map(ValueSet.Sample::value).ifPresent(value -> {
            switch (dimension.space()) {
                case NAMESPACE_NAME -> name[0] = value;
                case NAMESPACE_LABEL -> namespaceLabels.put(dimension.key(), value);
                case POD_LABEL -> labels.put(dimension.key(), value);
            }
        }));
        return new LabelPoint(name[0],
                directory.namespaces().contains(name[0])
                        ? directory.labels(name[0])
                        : Labels.of(namespaceLabels),
                Labels.of(labels));
    }
}
