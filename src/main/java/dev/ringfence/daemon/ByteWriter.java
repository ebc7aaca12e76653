package dev.ringfence.daemon;

import java.util.Arrays;

/// Writes numbers and texts one after the other into as few bytes as [ByteReader] needs to tell them apart.
final class ByteWriter {
    /// The largest character that a byte holds.
    private static final int NARROW = 0xFF;

    private byte[] bytes;
    private int length;

    /// @param expected how many bytes will probably do
    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    /// A number from 0 upwards, seven bits a byte: small ones are short.
    void number(int number) {
        var rest = number;
        while (rest > 0x7F) {
            put(rest | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    void flag(boolean flag) {
        put(flag ? 1 : 0);
    }

    /// A number of 32 bits.
    void half(int number) {
        for (var shift = 24; shift >= 0; shift -= 8) {
            put(number >>> shift);
        }
    }

    /// A number of 64 bits.
    void word(long number) {
        half((int) (number >>> 32));
        half((int) number);
    }

    /// A text, of two bytes a character if one does not do for all.
    void text(String text) {
        var wide = text.chars().anyMatch(character -> character > NARROW);
        flag(wide);
        number(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (wide) {
                put(text.charAt(i) >>> 8);
            }
            put(text.charAt(i));
        }
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length + 16);
        }
        bytes[length++] = (byte) value;
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
