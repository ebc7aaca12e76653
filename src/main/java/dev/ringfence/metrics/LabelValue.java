package dev.ringfence.metrics;

import dev.ringfence.model.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Text from the cluster as the value of a label: visible, at most 128 characters, and still different for different texts.
final class LabelValue {
    private static final int LIMIT = 128;
    private static final int DIGEST_LENGTH = 9;

    private LabelValue() {}

    /// The text itself where it is harmless, as every name that Kubernetes admits up to that length is.
    static String of(String text) {
        var line = OneLine.of(text, LIMIT);
        if (line.equals(text)) {
            return text;
        }
        var digest = new CRC32();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return OneLine.of(text, LIMIT - DIGEST_LENGTH) + "~%08x".formatted(digest.getValue());
    }
}
