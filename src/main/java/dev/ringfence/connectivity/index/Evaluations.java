package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.EnforcementProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the rows of profiles, and remembers what sequences of rules amount to.
final class Evaluations {
    /// There are far fewer sequences than this, unless somebody makes them up.
    private static final int LIMIT = 200_000;

    private final EnforcementProfile enforcer;
    private final Classes classes;
    private final Verdicts verdicts;
    private final Map<Sequence, Integer> known = new HashMap<>();
    private final Sequence asked = new Sequence();

    Evaluations(EnforcementProfile enforcer, Classes classes, Verdicts verdicts) {
        this.enforcer = enforcer;
        this.classes = classes;
        this.verdicts = verdicts;
    }

    /// What a profile allows.
    Row row(Profile.Key key) {
        if (enforcer.enforcement() == EnablePolicy.NEVER) {
            return new UnionRow(List.of(), Verdicts.EVERYTHING, this);
        }
        var simple = SimpleRules.of(key, enforcer, verdicts);
        if (simple.isEmpty()) {
            return new TangledRow(key, this);
        }
        return simple.get().isUnion()
                ? new UnionRow(simple.get().allows(),
                        simple.get().isOpen() ? Verdicts.EVERYTHING : Verdicts.NOTHING, this)
                : new TieredRow(simple.get(), key, this);
    }

    /// An empty sequence, to be filled and looked up before the next one.
    Sequence sequence() {
        asked.clear();
        return asked;
    }

    /// What is allowed with a peer, as far as it follows from a sequence of rules.
    int of(Sequence sequence, Profile.Key key, PeerClass peer) {
        var verdict = known.get(sequence);
        if (verdict == null) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            verdict = evaluate(key, peer);
            known.put(sequence.copy(), verdict);
        }
        return verdict;
    }

    /// What is allowed with a peer.
    int evaluate(Profile.Key key, PeerClass peer) {
        return verdicts.id(key.reach(enforcer).with(peer));
    }

    EnforcementProfile enforcer() {
        return enforcer;
    }

    Classes classes() {
        return classes;
    }

    Verdicts verdicts() {
        return verdicts;
    }
}
