package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Reads a NetworkPolicy of networking.k8s.io/v1, with the defaults and the checks of the API server.
///
/// Documents from files have not been through an API server, so both are done here for every document. Each method throws
/// [dev.ringfence.model.tree.InvalidFieldException], with the exact place, for what the API server would refuse.
public final class NetworkPolicyDecoder {
    public static final String API_VERSION = "networking.k8s.io/v1";
    public static final String KIND = "NetworkPolicy";

    private NetworkPolicyDecoder() {}

    /// The policy that `document` says. Of the document only `spec` is read.
    ///
    /// @param key what the policy is called; its namespace is the one in which the policy selects pods
    public static Policy decode(PolicyKey key, Field document) {
        var spec = spec(document);
        var subject = LabelBox.namespace(key.namespace())
                .intersect(subject(spec.get("podSelector")).onPods());
        var rules = new ArrayList<Rule>();
        for (var direction : Direction.values()) {
            var items = spec.get(PeersDecoder.ruleField(direction)).items();
            for (var i = 0; i < items.size(); i++) {
                var path = "spec." + PeersDecoder.ruleField(direction) + "[" + i + "]";
                rules.add(rule(direction, key.namespace(), items.get(i), path));
            }
        }
        return new Policy(key, subject, isolates(spec), rules);
    }

    /// The API server takes a policy without a spec for one with an empty spec, which denies all ingress of its namespace.
    public static Field spec(Field document) {
        var spec = document.get("spec");
        return (spec.present() ? spec : Field.at(spec.path(), Map.of())).only("podSelector", "policyTypes",
                "ingress", "egress");
    }

    /// The rule at a field, under the path of the field: `from` or `to`, as the direction wants, and `ports`.
    ///
    /// @param namespace the namespace of a peer that names none
    public static Rule rule(Direction direction, String namespace, Field rule) {
        return rule(direction, namespace, rule, rule.path());
    }

    private static Rule rule(Direction direction, String namespace, Field rule, String path) {
        var peers = PeersDecoder.peersField(direction);
        rule.only(peers, "ports");
        return new Rule(direction, path, Action.ALLOW, PeersDecoder.decode(namespace, rule.get(peers)),
                PortsDecoder.decode(rule.get("ports")));
    }

    private static LabelSelector subject(Field podSelector) {
        return podSelector.present() ? LabelSelectorDecoder.decode(podSelector) : LabelSelector.EVERYTHING;
    }

    private static Set<Direction> isolates(Field spec) {
        var types = spec.get("policyTypes");
        var items = types.items();
        if (items.size() > 2) {
            throw types.invalid("at most two policy types");
        }
        var isolates = EnumSet.noneOf(Direction.class);
        for (var item : items) {
            isolates.add(direction(item));
        }
        if (isolates.isEmpty()) {
            isolates.add(Direction.INGRESS);
            if (!spec.get("egress").items().isEmpty()) {
                isolates.add(Direction.EGRESS);
            }
        }
        return isolates;
    }

    private static Direction direction(Field type) {
        for (var direction : Direction.values()) {
            if (direction.text().equals(type.raw())) {
                return direction;
            }
        }
        throw type.invalid("one of Ingress, Egress");
    }
}
