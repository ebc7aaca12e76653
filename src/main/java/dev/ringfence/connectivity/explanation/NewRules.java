package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.explanation.RuleEdit.Add.Place;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.language.Language;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Rules and policies that could be written for the traffic of a question, as narrow as it is.
final class NewRules {
    private static final String DEFAULT_NAME = "isolation";

    private final Situation situation;
    private final Side side;

    NewRules(Situation situation) {
        this.situation = situation;
        side = situation.side();
    }

    /// A rule at the end of a policy's list that does something with the traffic.
    Step last(Policy policy, Action action) {
        var list = side.direction() == Direction.INGRESS ? "spec.ingress" : "spec.egress";
        return add(policy,
                rule(action == Action.DENY && policy.tier() == Tier.NAMESPACE ? list + "Deny" : list, action),
                Place.AT_END);
    }

    /// A rule before another one that allows the traffic.
    Step before(Reading reading) {
        return add(reading.policy(), rule(reading.rule().path(), Action.ALLOW), Place.BEFORE);
    }

    private Step add(Policy policy, Rule rule, Place place) {
        return new Step.EditRules(policy.key(), new RuleEdit.Add(rule, place, effect(rule)));
    }

    private Rule rule(String path, Action action) {
        return new Rule(side.direction(), path, action, peers(), situation.question().ports());
    }

    /// A policy of the Admin tier before all others that does something with the traffic; nothing where the cluster has no such policies,
    /// or no place before them.
    Optional<Step> first(Action action) {
        return situation.snapshot().policies().stream().filter(policy -> policy.tier() == Tier.ADMIN)
                .min(Comparator.comparingInt(Policy::priority)).filter(policy -> policy.priority() > 0)
                .map(first -> before(first, rule(list(), action)));
    }

    private Step before(Policy first, Rule rule) {
        var kind = first.key().kind();
        var policy = new Policy(new PolicyKey(kind, "", unusedName("")), Tier.ADMIN, first.priority() - 1,
                box(side.subject()), Set.of(), Set.of(side.direction()), List.of(rule), Optional.empty());
        return new Step.AddPolicy(policy,
                (kind.equals("ClusterNetworkPolicy") ? "a ClusterNetworkPolicy of tier Admin" : "an " + kind)
                        + " with priority " + policy.priority() + " that selects "
                        + text(side.subject()) + " and " + effect(rule));
    }

    private String list() {
        return side.direction() == Direction.INGRESS ? "spec.ingress[0]" : "spec.egress[0]";
    }

    /// A policy that isolates the subject and allows nothing.
    Step isolation() {
        var subject = side.subject();
        var key = new PolicyKey("NetworkPolicy", subject.namespace(), unusedName(subject.namespace()));
        return new Step.AddPolicy(new Policy(key, box(subject), Set.of(side.direction()), List.of()),
                "a NetworkPolicy to namespace " + subject.namespace() + " that selects pods labelled {"
                        + labels(subject) + "} with policyTypes [" + side.direction().text() + "]");
    }

    private String effect(Rule rule) {
        return (rule.action() == Action.DENY ? "denies " : "allows ") + rule.ports()
                + (rule.direction() == Direction.INGRESS ? " from " : " to ") + peersText();
    }

    private String unusedName(String namespace) {
        var name = DEFAULT_NAME;
        while (isTaken(namespace, name)) {
            name += "-";
        }
        return name;
    }

    private boolean isTaken(String namespace, String name) {
        return situation.snapshot().policies().stream().map(Policy::key)
                .anyMatch(key -> key.namespace().equals(namespace) && key.name().equals(name));
    }

    private Peers peers() {
        return switch (situation.peer()) {
            case End.OfAddress(var address) ->
                new Peers(List.of(), AddressSet.of(new AddressRange(address, address)),
                        PodAddresses.UP_TO_ENFORCER, Set.of());
            case End.OfWorld() -> Peers.addresses(AddressSet.ALL);
            case End.OfEntity(var entity) -> Peers.entities(Set.of(entity));
            case End.OfName name -> Peers.names(Language.literal(name.absolute()));
            case End.OfPod(var pod) -> Peers.pods(List.of(box(pod)));
        };
    }

    /// The labels that a selector can ask for: the service account is none of them, although it is kept there.
    private static Labels labels(Pod pod) {
        var own = new TreeMap<>(pod.labels().toMap());
        own.remove(Dimension.SERVICE_ACCOUNT.key());
        return Labels.of(own);
    }

    /// The pods of the namespace that have all labels of the pod.
    private static LabelBox box(Pod pod) {
        var selector = LabelSelector.EVERYTHING;
        for (var label : labels(pod).toMap().entrySet()) {
            selector = selector.and(label.getKey(), ValueSet.of(label.getValue()));
        }
        return LabelBox.namespace(pod.namespace()).intersect(selector.onPods());
    }

    private String peersText() {
        return switch (situation.peer()) {
            case End.OfAddress(var address) -> address.toString();
            case End.OfWorld() -> "all addresses outside of the cluster";
            case End.OfEntity(var entity) -> "the entity " + entity.text();
            case End.OfName(var name) -> name;
            case End.OfPod(var pod) -> text(pod);
        };
    }

    private static String text(Pod pod) {
        return "pods labelled {" + labels(pod) + "} of namespace " + pod.namespace();
    }
}
