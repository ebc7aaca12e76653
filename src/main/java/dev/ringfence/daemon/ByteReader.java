package dev.ringfence.daemon;

import java.nio.charset.StandardCharsets;

/// Reads what a [ByteWriter] wrote, in the same order.
final class ByteReader {
    private final byte[] bytes;
    private int next;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int number() {
        var number = 0;
        for (var shift = 0;; shift += 7) {
            var part = take();
            number |= (part & 0x7F) << shift;
            if (part <= 0x7F) {
                return number;
            }
        }
    }

    boolean flag() {
        return take() == 1;
    }

    int half() {
        return take() << 24 | take() << 16 | take() << 8 | take();
    }

    long word() {
        return (long) half() << 32 | Integer.toUnsignedLong(half());
    }

    String text() {
        var wide = flag();
        var length = number();
        if (!wide) {
            next += length;
            return new String(bytes, next - length, length, StandardCharsets.ISO_8859_1);
        }
        var text = new char[length];
        for (var i = 0; i < length; i++) {
            text[i] = (char) (take() << 8 | take());
        }
        return new String(text);
    }

    /// Compares the text that stands here with another, as [String#compareTo] does.
    int compareText(String other) {
        var wide = flag();
        var length = number();
        for (var i = 0; i < Math.min(length, other.length()); i++) {
            var character = wide ? take() << 8 | take() : take();
            if (character != other.charAt(i)) {
                return character - other.charAt(i);
            }
        }
        return length - other.length();
    }

    /// Goes on behind the text that stands here.
    void skipText() {
        var wide = flag();
        var length = number();
        next += wide ? 2 * length : length;
    }

    private int take() {
        return bytes[next++] & 0xFF;
    }
}
