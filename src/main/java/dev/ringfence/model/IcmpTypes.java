package dev.ringfence.model;

import java.util.BitSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A set of types of ICMP messages, each 0..255 of one family; equal sets are equal values.
///
/// Policies tell messages apart by type only, not by code (Cilium documentation, "Limit ICMP/ICMPv6 types").
public final class IcmpTypes {
    private static final int TYPES = 256;
    public static final IcmpTypes NONE = new IcmpTypes(new BitSet());
    public static final IcmpTypes ALL = all();

    /// The types of IPv4, and then those of IPv6.
    private final BitSet types;

    private IcmpTypes(BitSet types) {
        this.types = types;
    }

    private static IcmpTypes all() {
        var types = new BitSet(2 * TYPES);
        types.set(0, 2 * TYPES);
        return new IcmpTypes(types);
    }

    /// One type.
    ///
    /// @param type 0..255
    public static IcmpTypes of(Address.Family family, int type) {
        if (type < 0 || type >= TYPES) {
            throw new IllegalArgumentException("an ICMP type must be 0..255, but was: " + type);
        }
        var types = new BitSet(2 * TYPES);
        types.set(index(family, type));
        return new IcmpTypes(types);
    }

    private static int index(Address.Family family, int type) {
        return switch (family) {
            case IPV4 -> type;
            case IPV6 -> TYPES + type;
        };
    }

    public boolean isEmpty() {
        return types.isEmpty();
    }

    public boolean isAll() {
        return types.cardinality() == 2 * TYPES;
    }

    public boolean contains(Address.Family family, int type) {
        return types.get(index(family, type));
    }

    public IcmpTypes union(IcmpTypes other) {
        if (other.isEmpty() || equals(other)) {
            return this;
        }
        var both = (BitSet) types.clone();
        both.or(other.types);
        return new IcmpTypes(both);
    }

    public IcmpTypes intersect(IcmpTypes other) {
        if (isEmpty() || equals(other)) {
            return this;
        }
        var both = (BitSet) types.clone();
        both.and(other.types);
        return new IcmpTypes(both);
    }

    public IcmpTypes minus(IcmpTypes other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var left = (BitSet) types.clone();
        left.andNot(other.types);
        return new IcmpTypes(left);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof IcmpTypes that && types.equals(that.types));
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    /// Such as `ICMP`, `ICMPv4 type 8, ICMPv6 type 128`.
    @Override
    public String toString() {
        if (isAll()) {
            return "ICMP";
        }
        return types.stream()
                .mapToObj(index -> index < TYPES ? "ICMPv4 type " + index : "ICMPv6 type " + (index - TYPES))
                .collect(Collectors.joining(", "));
    }
}
