package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Reads a NetworkPolicy of networking.k8s.io/v1 as Cilium does, where that differs from the API: every rule counts, whatever
/// `policyTypes` says; an `ipBlock` is never a pod; and labels outside of the identity are never seen.
public final class NetworkPolicyReader {
    private final Reading reading;

    private NetworkPolicyReader(Reading reading) {
        this.reading = reading;
    }

    /// The policy that `document` says.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static Policy decode(PolicyKey key, Field document, DecodingContext context) {
        var written = NetworkPolicyDecoder.decode(key, document);
        return new NetworkPolicyReader(Reading.of(key.namespace(), context)).read(key,
                NetworkPolicyDecoder.spec(document), written);
    }

    private Policy read(PolicyKey key, Field spec, Policy written) {
        var isolates = EnumSet.noneOf(Direction.class);
        isolates.addAll(written.isolates());
        var rules = new ArrayList<Rule>();
        for (var rule : written.rules()) {
            isolates.add(rule.direction());
        }
        for (var direction : Direction.values()) {
            var ofDirection = written.rules().stream().filter(rule -> rule.direction() == direction).toList();
            var items = spec.get(direction == Direction.INGRESS ? "ingress" : "egress").items();
            for (var i = 0; i < items.size(); i++) {
                rules.addAll(rules(ofDirection.get(i), items.get(i)));
            }
        }
        return new Policy(key, Tier.NAMESPACE, 0, subject(spec.get("podSelector")), isolates, isolates, rules,
                Optional.empty());
    }

    private LabelBox subject(Field podSelector) {
        var selector = podSelector.present()
                ? LabelSelectorDecoder.decode(podSelector)
                : LabelSelector.EVERYTHING;
        return LabelBox.namespace(reading.namespace())
                .intersect(new IdentitySelector(requirements("", selector)).pods(reading.profile()));
    }

    private List<Rule> rules(Rule written, Field rule) {
        var ingress = written.direction() == Direction.INGRESS;
        var items = rule.get(ingress ? "from" : "to").items();
        var peers = items.isEmpty() ? PeerBounds.EVERYONE : PeerBounds.NOBODY;
        for (var item : items) {
            peers = peers.union(item.get("ipBlock").present() ? addresses(item, ingress) : endpoints(item));
        }
        var ports = PortBounds.of(written.ports()).resolved(written.direction(), reading);
        var rules = new ArrayList<Rule>();
        rules.add(new Rule(written.direction(), written.path(), Action.ALLOW, peers.sure(), peers.atMost(),
                ports.sure()));
        var perhaps = ports.atMost().minus(ports.sure());
        if (!perhaps.isEmpty()) {
            rules.add(new Rule(written.direction(), written.path(), Action.ALLOW, Peers.NOBODY,
                    peers.atMost(), perhaps));
        }
        return rules;
    }

    private PeerBounds addresses(Field peer, boolean ingress) {
        var block = peer.get("ipBlock");
        var addresses = AddressSet.of(range(block.get("cidr")));
        for (var except : block.get("except").items()) {
            addresses = addresses.minus(AddressSet.of(range(except)));
        }
        var peers = CidrPeers.at(addresses, reading);
        return ingress && reading.is(Option.IP_BLOCK_ALSO_ALLOWS_OWN_NAMESPACE)
                ? peers.union(
                        PeerBounds.of(Peers.pods(List.of(LabelBox.namespace(reading.namespace())))))
                : peers;
    }

    private static AddressRange range(Field cidr) {
        return AddressRange.parseCidr(cidr.text()).orElseThrow();
    }

    private PeerBounds endpoints(Field peer) {
        var requirements = new ArrayList<Requirement>();
        var podSelector = peer.get("podSelector");
        if (podSelector.present()) {
            requirements.addAll(requirements("", LabelSelectorDecoder.decode(podSelector)));
        }
        requirements.addAll(namespaces(peer.get("namespaceSelector")));
        return EndpointPeers.local(new IdentitySelector(requirements), reading).peers(reading.profile());
    }

    private List<Requirement> namespaces(Field namespaceSelector) {
        if (!namespaceSelector.present()) {
            return List.of(
                    Requirement.kubernetes(IdentityLabels.NAMESPACE, ValueSet.of(reading.namespace())));
        }
        var selector = LabelSelectorDecoder.decode(namespaceSelector);
        return selector.equals(LabelSelector.EVERYTHING)
                ? List.of(Requirement.kubernetes(IdentityLabels.NAMESPACE, ValueSet.PRESENT))
                : requirements(IdentityLabels.NAMESPACE_LABELS + ".", selector);
    }

    private static List<Requirement> requirements(String prefix, LabelSelector selector) {
        return selector.requirements().entrySet().stream()
                .map(one -> Requirement.kubernetes(prefix + one.getKey(), one.getValue())).toList();
    }
}
