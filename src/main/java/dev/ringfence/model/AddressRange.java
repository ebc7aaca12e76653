package dev.ringfence.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// The addresses from `first` to `last` of one family, both included.
public record AddressRange(Address first, Address last) {
    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    public AddressRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "a range must run upwards in one family, but was " + first + " to " + last);
        }
    }

    /// Every address of a family.
    public static AddressRange all(Address.Family family) {
        return new AddressRange(family.first(), family.last());
    }

    /// The addresses of a CIDR such as `10.0.0.0/8`, host bits ignored; nothing where `text` is not a CIDR.
    public static Optional<AddressRange> parseCidr(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !PREFIX_LENGTH.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        var prefix = Integer.parseInt(text.substring(slash + 1));
        return Address.parse(text.substring(0, slash)).filter(address -> prefix <= address.family().bits())
                .map(address -> new AddressRange(address.network(prefix), address.broadcast(prefix)));
    }

    public boolean contains(Address address) {
        return address.family() == first.family() && first.compareTo(address) <= 0
                && address.compareTo(last) <= 0;
    }

    public boolean contains(AddressRange other) {
        return contains(other.first) && contains(other.last);
    }

    /// The range as a CIDR where it is one, else as its two ends; a single address as itself.
    @Override
    public String toString() {
        if (first.equals(last)) {
            return first.toString();
        }
        for (var prefix = 0; prefix < first.family().bits(); prefix++) {
            if (first.equals(first.network(prefix)) && last.equals(first.broadcast(prefix))) {
                return first + "/" + prefix;
            }
        }
        return first + "-" + last;
    }
}
