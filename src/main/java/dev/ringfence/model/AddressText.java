package dev.ringfence.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text forms of addresses: dotted quads, and IPv6 as in RFC 4291 2.2, written as in RFC 5952.
final class AddressText {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int GROUPS = 8;

    private AddressText() {}

    static Optional<Address> parse(String text) {
        return text.indexOf(':') < 0
                ? parseIpv4(text).map(bits -> new Address(Address.Family.IPV4, 0, bits))
                : parseIpv6(text);
    }

    private static Optional<Long> parseIpv4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        var bits = 0L;
        for (var part : parts) {
            if (!DECIMAL.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return Optional.of(bits);
    }

    private static Optional<Address> parseIpv6(String text) {
        var gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, /* quad= */ true).filter(groups -> groups.size() == GROUPS)
                    .map(AddressText::address);
        }
        var left = groups(text.substring(0, gap), /* quad= */ false);
        var right = groups(text.substring(gap + 2), /* quad= */ true);
        if (left.isEmpty() || right.isEmpty() || left.get().size() + right.get().size() >= GROUPS) {
            return Optional.empty();
        }
        var all = new ArrayList<>(left.get());
        while (all.size() + right.get().size() < GROUPS) {
            all.add(0);
        }
        all.addAll(right.get());
        return Optional.of(address(all));
    }

    /// The 16-bit groups of one side. Nothing where it is not well formed.
    ///
    /// @param quad whether the last two groups may be a dotted quad
    private static Optional<List<Integer>> groups(String side, boolean quad) {
        var groups = new ArrayList<Integer>();
        if (side.isEmpty()) {
            return Optional.of(groups);
        }
        var parts = side.split(":", -1);
        for (var i = 0; i < parts.length; i++) {
            if (HEXADECIMAL.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
                continue;
            }
            var last = quad && i == parts.length - 1 ? parseIpv4(parts[i]) : Optional.<Long>empty();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            groups.add((int) (last.get() >>> 16));
            groups.add((int) (last.get() & 0xFFFF));
        }
        return Optional.of(groups);
    }

    private static Address address(List<Integer> groups) {
        return new Address(Address.Family.IPV6, word(groups.subList(0, 4)), word(groups.subList(4, GROUPS)));
    }

    private static long word(List<Integer> groups) {
        var word = 0L;
        for (var group : groups) {
            word = word << 16 | group;
        }
        return word;
    }

    static String of(Address address) {
        if (address.family() == Address.Family.IPV4) {
            var bits = address.low();
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        var groups = new int[GROUPS];
        for (var i = 0; i < GROUPS; i++) {
            groups[i] = (int) ((i < 4 ? address.high() : address.low()) >>> (48 - 16 * (i % 4)) & 0xFFFF);
        }
        return ipv6(groups);
    }

    /// RFC 5952: lower case, and the longest run of two or more zero groups written as `::`.
    private static String ipv6(int[] groups) {
        var start = -1;
        var length = 1;
        for (var i = 0; i < GROUPS; i++) {
            var end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (var i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                    .append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
