package dev.ringfence.prometheus;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rule file that Ringfence ships.
final class ShippedRules {
    static final Path FILE = Path.of("helm", "ringfence", "rules", "ringfence.rules.yaml");
    /// How a test that cannot wait shortens the times of the rules. Where five minutes are waited for, a busy machine may miss
    /// scrapes.
    private static final Map<String, String> HURRY = Map.of("for: (?!5m|6s)\\d+\\w", "for: 2s", "for: 5m",
            "for: 6s",
            "\\[1h]", "[20s]",
            "\\[10m]", "[5s]", "\\[[35]m]", "[10s]");

    private ShippedRules() {}

    /// An alert as the file has it.
    ///
    /// @param text the lines of the file that define it
    record Rule(String name, String severity, Map<String, String> annotations, String text) {}

    static String text() {
        return read(FILE);
    }

    /// The rules with pauses and windows of seconds instead of minutes; thresholds and everything else as shipped.
    static String hurried() {
        var text = text();
        for (var change : HURRY.entrySet()) {
            text = text.replaceAll(change.getKey(), change.getValue());
        }
        return text;
    }

    static List<Rule> alerts() {
        var text = text();
        return groups().valueStream().flatMap(group -> group.at("/rules").valueStream())
                .filter(rule -> rule.has("alert"))
                .map(rule -> new Rule(rule.at("/alert").asString(), rule.at("/labels/severity").asString(""),
                        Series.strings(rule.at("/annotations")), lines(text, rule.at("/alert").asString())))
                .toList();
    }

    /// Every expression, of recording rules too.
    static List<String> expressions() {
        return groups().valueStream().flatMap(group -> group.at("/rules").valueStream())
                .map(rule -> rule.at("/expr").asString()).toList();
    }

    /// The names of the series that the recording rules make.
    static List<String> records() {
        return groups().valueStream().flatMap(group -> group.at("/rules").valueStream())
                .filter(rule -> rule.has("record")).map(rule -> rule.at("/record").asString()).toList();
    }

    private static JsonNode groups() {
        return tree(text()).at("/groups");
    }

    static JsonNode tree(String yaml) {
        return JsonMapper.shared().valueToTree(Serialization.unmarshal(yaml, Map.class));
    }

    private static String lines(String text, String alert) {
        var start = text.indexOf("      - alert: " + alert + "\n");
        var end = text.indexOf("\n\n", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " must be readable", failure);
        }
    }
}
