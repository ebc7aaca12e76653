package dev.ringfence.manifests;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes plain JSON trees as YAML that every reader takes for the same.
public final class ManifestWriter {
    private static final int WIDTH = 120;

    private ManifestWriter() {}

    /// A tree of maps, lists, strings, numbers and booleans as one YAML document.
    public static String write(Object tree) {
        var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndicatorIndent(2)
                .setIndentWithIndicator(true).setWidth(WIDTH).setDereferenceAliases(true).build();
        return new Dump(settings).dumpToString(tree);
    }
}
