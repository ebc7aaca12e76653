package dev.ringfence.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `make bench`: runs the parts that are asked for, prints one table, and keeps it in `docs/benchmarks.md`.
public final class Bench {
    private static final String QUICK = "--quick";
    private static final Path DOCUMENT = Path.of("docs", "benchmarks.md");
    private static final Map<String, Part> PARTS = parts();

    private Bench() {}

    private static Map<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("repair", new RepairPart());
        parts.put("evaluate", new EvaluatePart());
        parts.put("exact", new ExactPart());
        parts.put("events", new EventsPart());
        parts.put("growth", new GrowthPart());
        parts.put("dialects", new DialectsPart());
        parts.put("worst", new WorstPart());
        parts.put("stream", new StreamPart());
        parts.put("start", new StartPart());
        parts.put("image", new ImagePart());
        parts.put("size", new SizePart());
        return parts;
    }

    /// Runs the parts.
    ///
    /// @param arguments the names of parts, all where none is named; `--quick` repeats less and keeps nothing
    public static void main(String[] arguments) throws Exception {
        var names = new ArrayList<>(List.of(arguments));
        var quick = names.remove(QUICK);
        for (var name : names) {
            if (!PARTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "expected " + QUICK + " or one of " + PARTS.keySet() + ", found \"" + name + "\"");
            }
        }
        var setting = Setting.ofMachine();
        var results = new ArrayList<Result>();
        for (var part : PARTS.entrySet()) {
            if (!names.isEmpty() && !names.contains(part.getKey())) {
                continue;
            }
            var measured = part.getValue().run(quick);
            results.addAll(measured);
            if (!quick) {
                BenchDocument.replace(DOCUMENT, part.getKey(),
                        setting.text() + "\n\n" + Result.table(measured));
            }
        }
        System.out.print(Result.table(results));
    }
}
