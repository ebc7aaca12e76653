package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfPod;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Decides one packet at a time from the text of policies of all kinds together: the Admin tier, the policies of namespaces, the
/// Baseline tier, and what is left is allowed.
///
/// @param manifests policies and what they refer to, as plain trees
/// @param enforcer who enforces them
record PolicyOracle(List<Map<String, Object>> manifests, Enforcer enforcer) {

    /// Whether a packet passes.
    Truth allows(Packet packet) {
        return enforcer.readings().stream().map(reading -> allows(packet, reading)).reduce(Truth::blur)
                .orElseThrow();
    }

    /// Whether a packet passes, if the enforcer reads an `ipBlock` in one of the ways in which it may.
    ///
    /// A pod can be reached by each of its addresses. One that has none yet is in no network; what any address would open to it is
    /// possible.
    Truth allows(Packet packet, boolean byAddress) {
        if (!(packet.peer() instanceof OfPod pod)) {
            return decide(packet, byAddress);
        }
        if (pod.ips().isEmpty()) {
            var unaddressed = decide(packet, byAddress);
            return unaddressed == Truth.NO && Probes.ADDRESSES.stream()
                    .anyMatch(address -> decide(packet.with(pod.at(address.ip())), byAddress) != Truth.NO)
                            ? Truth.MAYBE
                            : unaddressed;
        }
        return pod.ips().stream().map(ip -> decide(packet.with(pod.at(ip)), byAddress))
                .reduce(Truth.NO, Truth::or);
    }

    private Truth decide(Packet packet, boolean byAddress) {
        var verdicts = EnumSet.noneOf(Outcome.class);
        var tiers = new TierOracle(manifests, nodes());
        for (var outcome : tiers.admin(packet)) {
            switch (outcome) {
                case ALLOW, DENY -> verdicts.add(outcome);
                case PASS, NONE -> verdicts.addAll(afterAdmin(packet, byAddress, tiers));
            }
        }
        if (verdicts.size() > 1) {
            return Truth.MAYBE;
        }
        return Truth.of(verdicts.contains(Outcome.ALLOW));
    }

    private Set<Outcome> afterAdmin(Packet packet, boolean byAddress, TierOracle tiers) {
        var verdicts = EnumSet.noneOf(Outcome.class);
        for (var outcome : namespaced(packet, byAddress)) {
            switch (outcome) {
                case ALLOW, DENY -> verdicts.add(outcome);
                case PASS, NONE -> tiers.baseline(packet)
                        .forEach(last -> verdicts.add(last == Outcome.DENY ? last : Outcome.ALLOW));
            }
        }
        return verdicts;
    }

    private Set<Outcome> namespaced(Packet packet, boolean byAddress) {
        if (enforcer.isCilium()) {
            return new CiliumOracle(manifests, enforcer == Enforcer.CILIUM).outcomes(packet);
        }
        var written = packet.direction();
        var direction = written.substring(0, 1).toUpperCase(Locale.ROOT) + written.substring(1);
        var policies = manifests.stream().filter(one -> Tree.text(one, "kind").equals("NetworkPolicy"))
                .toList();
        return EnumSet.of(new Oracle(policies, byAddress)
                .decided(packet.subject(), direction, packet.peer())
                .map(ports -> ports.allow(packet.protocol(), packet.port()) ? Outcome.ALLOW : Outcome.DENY)
                .orElse(Outcome.NONE));
    }

    private List<Map<String, Object>> nodes() {
        return manifests.stream().filter(one -> Tree.text(one, "kind").equals("Node")).toList();
    }
}
