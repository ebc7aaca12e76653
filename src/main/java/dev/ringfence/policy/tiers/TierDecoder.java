package dev.ringfence.policy.tiers;

import dev.ringfence.model.LabelBox;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Reads what both versions of the API have in common: subject, priority, and rules in order.
final class TierDecoder {
    private static final int LAST_PRIORITY = 1_000;
    private static final int LONGEST_NAME = 100;

    private TierDecoder() {}

    static int priority(Field spec) {
        return spec.get("priority").integer(0, LAST_PRIORITY);
    }

    static Policy policy(PolicyKey key, Tier tier, int priority, Field spec, RuleForm form,
            DecodingContext context) {
        var rules = new ArrayList<Rule>();
        var acts = EnumSet.noneOf(Direction.class);
        for (var direction : Direction.values()) {
            var field = direction == Direction.INGRESS ? "ingress" : "egress";
            var items = form.items(spec.get(field));
            for (var i = 0; i < items.size(); i++) {
                rules.add(rule(direction, "spec." + field + "[" + i + "]", items.get(i), form, context));
                acts.add(direction);
            }
        }
        return new Policy(key, tier, priority, subject(spec.get("subject")), Set.of(), acts, rules,
                Optional.empty());
    }

    private static LabelBox subject(Field subject) {
        subject.only("namespaces", "pods");
        if (subject.get("namespaces").present() == subject.get("pods").present()) {
            throw subject.invalid("exactly one of namespaces, pods");
        }
        return pods(subject);
    }

    /// The pods at a field with either `namespaces` or `pods`.
    static LabelBox pods(Field peer) {
        var namespaces = peer.get("namespaces");
        if (namespaces.present()) {
            return LabelSelectorDecoder.decode(namespaces).onNamespaces();
        }
        var pods = peer.get("pods").only("namespaceSelector", "podSelector");
        var podSelector = pods.get("podSelector");
        // The schema wants it; other tools that read such files take its absence for every pod.
        var box = podSelector.present() ? LabelSelectorDecoder.decode(podSelector).onPods() : LabelBox.ALL;
        var namespaceSelector = pods.get("namespaceSelector");
        return namespaceSelector.present()
                ? box.intersect(LabelSelectorDecoder.decode(namespaceSelector).onNamespaces())
                : box;
    }

    private static Rule rule(Direction direction, String path, Field rule, RuleForm form,
            DecodingContext context) {
        var peersField = direction == Direction.INGRESS ? "from" : "to";
        rule.only("name", "action", peersField, form.portsField());
        var name = rule.get("name");
        if (name.optionalText().orElse("").length() > LONGEST_NAME) {
            throw name.invalid("at most " + LONGEST_NAME + " characters");
        }
        var action = form.action(rule.get("action"));
        var ports = ports(rule.get(form.portsField()), form);
        var peers = new TierPeers(context);
        for (var peer : Limits.someItems(rule.get(peersField), form.most(), "peer")) {
            peers.add(direction, peer, !ports.named().isEmpty());
        }
        if (peers.hasUnknown() && action != Action.ALLOW) {
            // Fail closed: a peer that is not understood may be anyone, and whom it may mean is denied.
            return new Rule(direction, path, Action.DENY, Peers.EVERYONE, ports);
        }
        return new Rule(direction, path, action, peers.sure(), peers.atMost(), ports);
    }

    private static PortSet ports(Field list, RuleForm form) {
        if (!list.present()) {
            return PortSet.ALL;
        }
        return Limits.someItems(list, form.most(), "entry").stream().map(form.ports()).reduce(PortSet.NONE,
                PortSet::union);
    }
}
