package dev.ringfence.manifests;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The values that scalars have by the core schema of YAML 1.2.
final class YamlScalars {
    private static final CoreSchema SCHEMA = new CoreSchema();

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
        var tag = SCHEMA.getScalarResolver().resolve(scalar.getValue(), true);
        var constructor = SCHEMA.getSchemaTagConstructors().get(tag);
        return Optional.of(new Value(constructor == null
                ? scalar.getValue()
                : constructor.construct(new ScalarNode(tag, scalar.getValue(), scalar.getScalarStyle()))));
    }
}
