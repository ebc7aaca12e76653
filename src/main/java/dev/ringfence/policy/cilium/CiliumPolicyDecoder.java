package dev.ringfence.policy.cilium;

import dev.ringfence.model.LabelBox;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies of cilium.io/v2, with the checks of the agent.
///
/// The agent takes a whole object or nothing of it. Each method throws [dev.ringfence.model.tree.InvalidFieldException], with the exact
/// place, for what it would refuse.
public final class CiliumPolicyDecoder {
    public static final String API_VERSION = "cilium.io/v2";
    public static final String KIND = "CiliumNetworkPolicy";
    public static final String CLUSTERWIDE_KIND = "CiliumClusterwideNetworkPolicy";

    private CiliumPolicyDecoder() {}

    /// The policies that `document` says, one for each spec that selects pods. Of the document only `spec` and `specs` are
    /// read.
    ///
    /// @param key what the object is called; without a namespace it is of the whole cluster
    public static List<Policy> decode(PolicyKey key, Field document, DecodingContext context) {
        var reading = Reading.of(key.namespace(), context);
        var policies = new ArrayList<Policy>();
        var spec = document.get("spec");
        var specs = document.get("specs").items();
        if (!spec.present() && specs.isEmpty()) {
            throw spec.invalid("a rule here or in specs");
        }
        if (spec.present()) {
            policy(key, spec, "spec", reading).ifPresent(policies::add);
        }
        for (var i = 0; i < specs.size(); i++) {
            policy(key, specs.get(i), "specs[" + i + "]", reading).ifPresent(policies::add);
        }
        return policies;
    }

    private static Optional<Policy> policy(PolicyKey key, Field spec, String path, Reading before) {
        Structure.object(spec);
        var subject = subject(spec, before);
        var reading = before.selectingInit(subject.requirements().stream()
                .anyMatch(one -> one.isReserved() && one.key().equals("init")));
        var acts = acts(spec);
        if (acts.isEmpty()) {
            throw spec.invalid("at least one rule in ingress, ingressDeny, egress or egressDeny");
        }
        var rules = new ArrayList<Rule>();
        for (var list : RuleList.values()) {
            var items = spec.get(list.field()).items();
            for (var i = 0; i < items.size(); i++) {
                rules.addAll(RuleDecoder.decode(items.get(i), list,
                        path + "." + list.field() + "[" + i + "]", reading));
            }
        }
        var isolates = isolates(spec, acts, reading);
        var doubt = requirements(spec, reading);
        var pods = pods(subject, reading);
        return spec.get("nodeSelector").present() || pods.isEmpty()
                ? Optional.empty()
                : Optional.of(new Policy(key, Tier.NAMESPACE, 0, pods, isolates, acts, rules, doubt));
    }

    private static IdentitySelector subject(Field spec, Reading reading) {
        var endpoints = spec.get("endpointSelector");
        var nodes = spec.get("nodeSelector");
        if (endpoints.present() == nodes.present()) {
            throw spec.invalid("exactly one of endpointSelector, nodeSelector");
        }
        if (nodes.present() && !reading.namespace().isEmpty()) {
            throw nodes.invalid("no nodeSelector in a policy of a namespace");
        }
        return SelectorDecoder.decode(endpoints.present() ? endpoints : nodes);
    }

    /// A policy of a namespace selects pods there, whatever it says of namespaces.
    private static LabelBox pods(IdentitySelector subject, Reading reading) {
        if (reading.namespace().isEmpty()) {
            return subject.pods(reading.profile());
        }
        var elsewhere = subject.requirements().stream()
                .filter(one -> !(one.asksKubernetes() && one.key().equals(IdentityLabels.NAMESPACE)))
                .toList();
        return LabelBox.namespace(reading.namespace())
                .intersect(new IdentitySelector(elsewhere).pods(reading.profile()));
    }

    private static Set<Direction> acts(Field spec) {
        var acts = EnumSet.noneOf(Direction.class);
        for (var list : RuleList.values()) {
            if (!spec.get(list.field()).items().isEmpty()) {
                acts.add(list.direction());
            }
        }
        return acts;
    }

    /// Without a rule in a direction there is nothing that could isolate.
    private static Set<Direction> isolates(Field spec, Set<Direction> acts, Reading reading) {
        var wanted = spec.get("enableDefaultDeny");
        if (wanted.present()) {
            Structure.object(wanted);
        }
        var isolates = EnumSet.noneOf(Direction.class);
        for (var direction : acts) {
            var flag = wanted.get(direction == Direction.INGRESS ? "ingress" : "egress").flag(true);
            if (flag || !reading.is(Option.NON_DEFAULT_DENY)) {
                isolates.add(direction);
            }
        }
        return isolates;
    }

    private static Optional<String> requirements(Field spec, Reading reading) {
        for (var list : RuleList.values()) {
            for (var rule : spec.get(list.field()).items()) {
                var requires = rule.get(list.peers("Requires"));
                if (requires.items().isEmpty()) {
                    continue;
                }
                if (!reading.is(Option.REQUIREMENTS)) {
                    throw requires.invalid("an empty list, since Cilium 1.19 knows no requirements");
                }
                return Optional.of(requires.path() + " narrows the rules of other policies");
            }
        }
        return Optional.empty();
    }
}
