package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import java.util.regex.Pattern;

/// Names of hosts: one name, or all that fit a pattern with `*`.
///
/// @param exact whether `text` is a name and no pattern
record NamePattern(boolean exact, String text) {
    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("[-a-zA-Z0-9_]+(?:\\.[-a-zA-Z0-9_]+)*\\.?");
    private static final Pattern PATTERN = Pattern.compile("[-a-zA-Z0-9_*]+(?:\\.[-a-zA-Z0-9_*]+)*\\.?");

    /// Reads an object with either `matchName` or `matchPattern`.
    static NamePattern decode(Field field) {
        var name = Structure.object(field).get("matchName");
        var pattern = field.get("matchPattern");
        if (name.present() == pattern.present()) {
            throw field.invalid("exactly one of matchName, matchPattern");
        }
        var written = name.present() ? name : pattern;
        var text = written.text();
        if (text.length() > LONGEST || !(name.present() ? NAME : PATTERN).matcher(text).matches()) {
            throw written.invalid("a DNS name of at most " + LONGEST + " characters"
                    + (name.present() ? "" : ", in which * may stand for characters"));
        }
        return new NamePattern(name.present(), text);
    }
}
