package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.Rule;
import java.util.LinkedHashSet;
import java.util.List;

/// A rule of a policy that is held, with its peers looked up among the selectors and its ports among the verdicts.
final class HeldRule {
    private static final Selector[] NOBODY = {};

    private final Rule rule;
    private final Selector[] peers;
    private final boolean everyPod;
    /// Whether its addresses mean pods too.
    private final Assumption byAddress;
    private final int ports;
    private final int perhaps;

    private HeldRule(Rule rule, Selector[] peers, boolean everyPod, Assumption byAddress, PortSet ports,
            Verdicts verdicts) {
        this.rule = rule;
        this.peers = peers;
        this.everyPod = everyPod;
        this.byAddress = byAddress;
        this.ports = verdicts.id(PortBounds.exactly(ports));
        this.perhaps = byAddress == Assumption.NO
                ? Verdicts.NOTHING
                : verdicts.id(new PortBounds(PortSet.NONE, ports));
    }

    /// Looks a rule up; each of its selectors has one use more.
    ///
    /// @param ipBlockMatchesPods how the enforcer reads addresses that may mean pods
    static HeldRule of(Rule rule, Assumption ipBlockMatchesPods, Selectors selectors, Verdicts verdicts) {
        var boxes = new LinkedHashSet<>(rule.peers().pods());
        if (!rule.isDecided()) {
            boxes.addAll(rule.atMost().pods());
        }
        var everyPod = boxes.remove(LabelBox.ALL);
        boxes.remove(LabelBox.NONE);
        var peers = boxes.isEmpty() ? NOBODY : new Selector[boxes.size()];
        var next = 0;
        for (var box : boxes) {
            peers[next++] = selectors.use(box);
        }
        return new HeldRule(rule, peers, everyPod, byAddress(rule, ipBlockMatchesPods), ports(rule),
                verdicts);
    }

    /// Where only some requests are meant, something passes all the same.
    private static PortSet ports(Rule rule) {
        return rule.said().constraint().isNothing() ? PortSet.NONE : rule.ports();
    }

    private static Assumption byAddress(Rule rule, Assumption ipBlockMatchesPods) {
        return switch (rule.peers().podAddresses()) {
            case MATCHED -> Assumption.YES;
            case NOT_MATCHED -> Assumption.NO;
            case UP_TO_ENFORCER -> ipBlockMatchesPods;
        };
    }

    /// The same rule with its named ports looked up on a pod that declares these.
    HeldRule resolved(List<ContainerPort> declared, Verdicts verdicts) {
        return rule.ports().named().isEmpty()
                ? this
                : new HeldRule(rule, peers, everyPod, byAddress, ports(rule).resolve(declared), verdicts);
    }

    Rule rule() {
        return rule;
    }

    /// The selectors that it asks for.
    Selector[] peers() {
        return peers;
    }

    Assumption byAddress() {
        return byAddress;
    }

    /// What it speaks of.
    int ports() {
        return ports;
    }

    /// What it lets pass with a class, if that is what it is for.
    int allowed(int id, PeerClass peer) {
        if (meansLabels(id)) {
            return ports;
        }
        if (byAddress == Assumption.NO) {
            return Verdicts.NOTHING;
        }
        if (peer.addresses().isEmpty()) {
            return perhaps;
        }
        if (!meansAddress(peer)) {
            return Verdicts.NOTHING;
        }
        return byAddress == Assumption.YES ? ports : perhaps;
    }

    /// Whether it means a class at one of its addresses.
    ///
    /// @param matched whether addresses mean pods, where the enforcer may choose
    boolean means(int id, Address address, boolean matched) {
        return meansLabels(id) || ((byAddress == Assumption.YES
                || (byAddress == Assumption.UNKNOWN && matched))
                && rule.peers().addresses().contains(address));
    }

    private boolean meansLabels(int id) {
        if (everyPod) {
            return true;
        }
        for (var selector : peers) {
            if (selector.members().contains(id)) {
                return true;
            }
        }
        return false;
    }

    private boolean meansAddress(PeerClass peer) {
        for (var address : peer.addresses()) {
            if (rule.peers().addresses().contains(address)) {
                return true;
            }
        }
        return false;
    }

    /// Ends its use of selectors.
    void release(Selectors selectors) {
        for (var selector : peers) {
            selectors.release(selector);
        }
    }
}
