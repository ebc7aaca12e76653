package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.Rule;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// A rule of a policy that is held, with its peers looked up among the selectors and its ports among the verdicts.
final class HeldRule {
    private static final Selector[] NOBODY = {};

    private final Rule rule;
    private final Action action;
    private final boolean namesPorts;
    private final Selector[] peers;
    private final boolean everyPod;
    /// Whether its addresses mean pods too.
    private final Assumption byAddress;
    private final int ports;
    private final int perhaps;

    private HeldRule(Rule rule, Selector[] peers, boolean everyPod, Assumption byAddress, PortSet ports,
            Verdicts verdicts) {
        this.rule = rule;
        this.action = rule.action();
        this.namesPorts = !ports.named().isEmpty();
        this.peers = peers;
        this.everyPod = everyPod;
        this.byAddress = byAddress;
        this.ports = verdicts.exactly(ports);
        this.perhaps = byAddress == Assumption.NO
                ? Verdicts.NOTHING
                : verdicts.id(new PortBounds(PortSet.NONE, ports));
    }

    /// Looks a rule up; each of its selectors has one use more.
    ///
    /// @param ipBlockMatchesPods how the enforcer reads addresses that may mean pods
    static HeldRule of(Rule rule, Assumption ipBlockMatchesPods, Selectors selectors, Verdicts verdicts) {
        var boxes = boxes(rule);
        var everyPod = false;
        var peers = new Selector[boxes.size()];
        var size = 0;
        for (var box : boxes) {
            if (box.equals(LabelBox.ALL)) {
                everyPod = true;
            } else if (!box.isEmpty()) {
                peers[size++] = selectors.use(box);
            }
        }
        return new HeldRule(rule, size == 0 ? NOBODY : Arrays.copyOf(peers, size), everyPod,
                byAddress(rule, ipBlockMatchesPods), ports(rule), verdicts);
    }

    /// What it asks for, each box once.
    private static Collection<LabelBox> boxes(Rule rule) {
        var sure = rule.peers().pods();
        if (rule.isDecided() && sure.size() <= 1) {
            return sure;
        }
        var boxes = new LinkedHashSet<>(sure);
        boxes.addAll(rule.atMost().pods());
        return boxes;
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
        return namesPorts
                ? new HeldRule(rule, peers, everyPod, byAddress, ports(rule).resolve(declared), verdicts)
                : this;
    }

    Rule rule() {
        return rule;
    }

    Action action() {
        return action;
    }

    /// The selectors that it asks for.
    Selector[] peers() {
        return peers;
    }

    /// Whether its selectors are all there is to who it means.
    boolean asksForLabelsAlone() {
        return !everyPod && byAddress == Assumption.NO;
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
