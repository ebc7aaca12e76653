package dev.ringfence.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What may be used of the protocols and ports of one destination.
///
/// A named port is kept as a name until the pod that declares it is known ([#resolve]); a name whose protocol is allowed on
/// every port says nothing more and is dropped, so equal meaning is equal value.
///
/// @param icmp the types of ICMP messages, of IPv4 and IPv6
/// @param other every further protocol, all or none
/// @param named ports by name, each meaning whatever numbers the destination pod declares under it
public record PortSet(PortIntervals tcp, PortIntervals udp, PortIntervals sctp, IcmpTypes icmp, boolean other,
        SortedSet<NamedPort> named) {
    public static final PortSet NONE = new PortSet(PortIntervals.NONE, PortIntervals.NONE, PortIntervals.NONE,
            IcmpTypes.NONE, /* other= */ false, Collections.emptySortedSet());
    public static final PortSet ALL = new PortSet(PortIntervals.ALL, PortIntervals.ALL, PortIntervals.ALL,
            IcmpTypes.ALL, /* other= */ true, Collections.emptySortedSet());

    public PortSet {
        if (named.isEmpty()) {
            named = Collections.emptySortedSet();
        } else {
            var kept = new TreeSet<NamedPort>();
            for (var name : named) {
                if (!of(name.protocol(), tcp, udp, sctp).isAll()) {
                    kept.add(name);
                }
            }
            named = Collections.unmodifiableSortedSet(kept);
        }
    }

    /// The ports `first..last` of one protocol.
    public static PortSet of(Protocol protocol, int first, int last) {
        return of(protocol, PortIntervals.of(first, last));
    }

    /// Some ports of one protocol.
    public static PortSet of(Protocol protocol, PortIntervals ports) {
        return new PortSet(protocol == Protocol.TCP ? ports : PortIntervals.NONE,
                protocol == Protocol.UDP ? ports : PortIntervals.NONE,
                protocol == Protocol.SCTP ? ports : PortIntervals.NONE, IcmpTypes.NONE, /* other= */ false,
                Collections.emptySortedSet());
    }

    /// Some types of ICMP messages.
    public static PortSet of(IcmpTypes types) {
        return new PortSet(PortIntervals.NONE, PortIntervals.NONE, PortIntervals.NONE, types,
                /* other= */ false,
                Collections.emptySortedSet());
    }

    /// Whatever ports the destination declares under `name`.
    public static PortSet named(NamedPort name) {
        return new PortSet(PortIntervals.NONE, PortIntervals.NONE, PortIntervals.NONE, IcmpTypes.NONE,
                /* other= */ false, new TreeSet<>(Collections.singleton(name)));
    }

    /// The numbers of one protocol, names left aside.
    public PortIntervals of(Protocol protocol) {
        return of(protocol, tcp, udp, sctp);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    public PortSet union(PortSet that) {
        if (that.isEmpty() || isAll()) {
            return this;
        }
        var names = new TreeSet<>(named);
        names.addAll(that.named);
        return combine(that, PortIntervals::union, icmp.union(that.icmp), other || that.other, names);
    }

    /// What is in both. A name is in both where both have the name, or the other side has all ports of its protocol.
    public PortSet intersect(PortSet that) {
        var names = new TreeSet<NamedPort>();
        named.stream().filter(that::covers).forEach(names::add);
        that.named.stream().filter(this::covers).forEach(names::add);
        return combine(that, PortIntervals::intersect, icmp.intersect(that.icmp), other && that.other, names);
    }

    /// What is here and not in `that`. A name is taken away by the same name or by all ports of its protocol.
    public PortSet minus(PortSet that) {
        var names = new TreeSet<NamedPort>();
        named.stream().filter(name -> !that.covers(name)).forEach(names::add);
        return combine(that, PortIntervals::minus, icmp.minus(that.icmp), other && !that.other, names);
    }

    /// The set cut into what rules name one by one: a port or a range of one protocol, a name, or what has no ports; everything is one
    /// part.
    public List<PortSet> parts() {
        if (isAll()) {
            return List.of(this);
        }
        var parts = new ArrayList<PortSet>();
        for (var protocol : Protocol.values()) {
            for (var interval : of(protocol).intervals()) {
                parts.add(of(protocol, interval[0], interval[1]));
            }
        }
        named.forEach(name -> parts.add(named(name)));
        if (other || !icmp.equals(IcmpTypes.NONE)) {
            parts.add(new PortSet(PortIntervals.NONE, PortIntervals.NONE, PortIntervals.NONE, icmp, other,
                    Collections.emptySortedSet()));
        }
        return parts;
    }

    /// The same set on a pod with these container ports: every name becomes the numbers declared under it, or nothing.
    public PortSet resolve(Collection<ContainerPort> declared) {
        if (named.isEmpty()) {
            return this;
        }
        var resolved = new PortSet(tcp, udp, sctp, icmp, other, Collections.emptySortedSet());
        for (var port : declared) {
            if (named.contains(port.name())) {
                resolved = resolved.union(of(port.name().protocol(), port.number(), port.number()));
            }
        }
        return resolved;
    }

    /// The same set without what only names say, for destinations that declare no ports.
    public PortSet withoutNames() {
        return named.isEmpty()
                ? this
                : new PortSet(tcp, udp, sctp, icmp, other, Collections.emptySortedSet());
    }

    private boolean covers(NamedPort name) {
        return named.contains(name) || of(name.protocol()).isAll();
    }

    private PortSet combine(PortSet that, BinaryOperator<PortIntervals> operator, IcmpTypes types,
            boolean others, SortedSet<NamedPort> names) {
        return new PortSet(operator.apply(tcp, that.tcp), operator.apply(udp, that.udp),
                operator.apply(sctp, that.sctp), types, others, names);
    }

    private static PortIntervals of(Protocol protocol, PortIntervals tcp, PortIntervals udp,
            PortIntervals sctp) {
        return switch (protocol) {
            case TCP -> tcp;
            case UDP -> udp;
            case SCTP -> sctp;
        };
    }

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and rules are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PortSet that && tcp.equals(that.tcp) && udp.equals(that.udp)
                && sctp.equals(that.sctp) && icmp.equals(that.icmp) && this.other == that.other
                && Objects.equals(named, that.named));
    }

    @Override
    public int hashCode() {
        var hash = 31 * (31 * tcp.hashCode() + udp.hashCode()) + sctp.hashCode();
        return 31 * (31 * hash + icmp.hashCode()) + (other ? 1 : 0)
                + (named.isEmpty() ? 0 : named.hashCode());
    }

    /// Such as `TCP 80,443; UDP 53`, `every port`, `nothing`.
    @Override
    public String toString() {
        if (isAll()) {
            return "every protocol and port";
        }
        if (isEmpty()) {
            return "nothing";
        }
        var text = new StringJoiner("; ");
        for (var protocol : Protocol.values()) {
            var ports = of(protocol);
            if (!ports.isEmpty()) {
                text.add(protocol + " " + (ports.isAll() ? "every port" : ports));
            }
        }
        named.forEach(name -> text.add(name.protocol() + " port named " + name.name()));
        if (!icmp.isEmpty()) {
            text.add(icmp.toString());
        }
        if (other) {
            text.add("other protocols");
        }
        return text.toString();
    }
}
