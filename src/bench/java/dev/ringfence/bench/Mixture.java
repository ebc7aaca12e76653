package dev.ringfence.bench;

import dev.ringfence.model.Namespace;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The kinds of policies that a seeded cluster has, and who enforces them.
enum Mixture {
    NETWORK_POLICIES("NetworkPolicies alone"), //
    TIERS("20 AdminNetworkPolicies and a baseline one, each about every pod, besides"), //
    CILIUM("under Cilium, half of them CiliumNetworkPolicies, and 20 clusterwide ones about every pod");

    private final String text;

    Mixture(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    EnforcementProfile enforcer() {
        return this == CILIUM ? EnforcementProfile.CILIUM : EnforcementProfile.GENERIC;
    }

    /// @param count how many there are in namespaces
    List<Policy> policies(Random random, List<Namespace> namespaces, List<Application> applications,
            int count) {
        var usual = new SeededPolicies(random, namespaces, applications, enforcer());
        var cilium = new SeededCiliumPolicies(random, namespaces, applications);
        var policies = new ArrayList<Policy>();
        switch (this) {
            case NETWORK_POLICIES -> policies.addAll(usual.make(count));
            case TIERS -> {
                policies.addAll(SeededAdminPolicies.make(random));
                policies.addAll(usual.make(count));
            }
            case CILIUM -> {
                policies.addAll(cilium.makeClusterwide());
                policies.addAll(usual.make(count / 2));
                policies.addAll(cilium.make(count / 2));
            }
        }
        return policies;
    }
}
