package dev.ringfence.manifests;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The values that scalars have for kubectl: those of the core schema of YAML 1.2, except that YAML 1.1 lives on in `yes`, `no`,
/// `on` and `off`, and in the octal numbers that begin with 0.
///
/// kubectl takes a bare `y` and `n` for booleans as well, which other readers of YAML 1.1 do not: they stay text here.
final class YamlScalars {
    private static final CoreSchema SCHEMA = new CoreSchema();
    private static final Set<String> TRUE = Set.of("yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("no", "No", "NO", "off", "Off", "OFF");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]{1,10}");

    private YamlScalars() {}

    /// A value of JSON, where null is one too.
    record Value(@Nullable Object value) {}

    /// The scalar's value; nothing where it carries a tag other than that of strings.
    static Optional<Value> value(ScalarEvent scalar) {
        var written = scalar.getTag();
        if (written.isPresent()) {
            var isText = written.get().equals("!") || written.get().equals(Tag.STR.getValue());
            return isText ? Optional.of(new Value(scalar.getValue())) : Optional.empty();
        }
        if (!scalar.isPlain()) {
            return Optional.of(new Value(scalar.getValue()));
        }
        return Optional.of(new Value(plain(scalar)));
    }

    private static @Nullable Object plain(ScalarEvent scalar) {
        var text = scalar.getValue();
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        if (OCTAL.matcher(text).matches()) {
            return Integer.valueOf(text, 8);
        }
        var tag = SCHEMA.getScalarResolver().resolve(text, true);
        var constructor = SCHEMA.getSchemaTagConstructors().get(tag);
        return constructor == null
                ? text
                : constructor.construct(new ScalarNode(tag, text, scalar.getScalarStyle()));
    }
}
