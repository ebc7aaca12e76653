package dev.ringfence.model;

import java.util.Optional;

/// An IPv4 or IPv6 address, as an unsigned number of 32 or 128 bits.
///
/// All IPv4 addresses come before all IPv6 addresses; the two families share no address.
///
/// @param high the upper 64 bits; 0 for IPv4
/// @param low the lower 64 bits
public record Address(Family family, long high, long low) implements Comparable<Address> {

    /// The two address families.
    public enum Family {
        IPV4(32), IPV6(128);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        /// The length of an address in bits.
        public int bits() {
            return bits;
        }

        public Address first() {
            return new Address(this, 0, 0);
        }

        public Address last() {
            return this == IPV4 ? new Address(this, 0, 0xFFFF_FFFFL) : new Address(this, -1, -1);
        }
    }

    /// The address that `text` spells; nothing where it spells none. Zone suffixes and leading zeros in IPv4 are refused.
    public static Optional<Address> parse(String text) {
        return AddressText.parse(text);
    }

    /// The next address of the family, which must exist.
    public Address next() {
        return new Address(family, low == -1 ? high + 1 : high, low + 1);
    }

    /// The previous address of the family, which must exist.
    public Address previous() {
        return new Address(family, low == 0 ? high - 1 : high, low - 1);
    }

    /// The first address with the same `prefix` leading bits.
    public Address network(int prefix) {
        return new Address(family, high & highMask(prefix), low & lowMask(prefix));
    }

    /// The last address with the same `prefix` leading bits.
    public Address broadcast(int prefix) {
        var last = family.last();
        return new Address(family, (high | ~highMask(prefix)) & last.high,
                (low | ~lowMask(prefix)) & last.low);
    }

    private long highMask(int prefix) {
        return mask(family == Family.IPV4 ? 64 : prefix);
    }

    private long lowMask(int prefix) {
        return mask(family == Family.IPV4 ? prefix + 32 : prefix - 64);
    }

    /// A word whose leading `bits` are set; none for a negative number, all for 64 and more.
    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1 : -1L << (64 - bits);
    }

    @Override
    public int compareTo(Address other) {
        var byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        var byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return AddressText.of(this);
    }
}
