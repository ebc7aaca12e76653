package dev.ringfence.manifests;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/// Writes plain JSON trees as YAML that readers of YAML 1.1 (as kubectl is one) and 1.2 take for the same.
public final class ManifestWriter {
    private static final int WIDTH = 120;

    private ManifestWriter() {}

    /// A tree of maps, lists, strings, numbers and booleans as one YAML document.
    public static String write(Object tree) {
        var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndicatorIndent(2)
                .setIndentWithIndicator(true).setWidth(WIDTH).setDereferenceAliases(true).build();
        return new Dump(settings, new CarefulRepresenter(settings)).dumpToString(tree);
    }

    /// Quotes strings that some reader would take for a boolean, a number, a date or a time.
    private static final class CarefulRepresenter extends StandardRepresenter {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9./_-]*");
        private static final Pattern BOOLEAN = Pattern
                .compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

        CarefulRepresenter(DumpSettings settings) {
            super(settings);
            representers.put(String.class, value -> {
                var text = String.valueOf(value);
                if (PLAIN.matcher(text).matches() && !BOOLEAN.matcher(text).matches()) {
                    return representScalar(Tag.STR, text, ScalarStyle.PLAIN);
                }
                return representScalar(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
            });
        }
    }
}
