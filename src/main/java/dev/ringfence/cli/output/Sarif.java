package dev.ringfence.cli.output;

import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints drift as SARIF 2.1.0 (OASIS), which code scanning services show beside the lines of files.
public final class Sarif {
    private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String UNDECIDED = "Undecided";

    private final String version;

    /// @param version that of Ringfence
    public Sarif(String version) {
        this.version = version;
    }

    public void print(List<Finding> findings, List<Undecided> undecided, PrintWriter out) {
        var results = new ArrayList<Map<String, Object>>();
        findings.forEach(finding -> results.add(result(finding)));
        undecided.forEach(item -> results.add(result(UNDECIDED, "warning", item.message(),
                item.place().orElse(Place.UNKNOWN))));
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver()));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", results);
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        Json.print(log, out);
    }

    private Map<String, Object> driver() {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "Ringfence");
        driver.put("version", version);
        var rules = new ArrayList<Map<String, Object>>();
        Arrays.stream(DriftKind.values()).forEach(kind -> rules.add(rule(kind.text(), description(kind))));
        rules.add(rule(UNDECIDED, "A policy is of a kind that cannot be evaluated"));
        driver.put("rules", rules);
        return driver;
    }

    private static Map<String, Object> rule(String id, String description) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", id);
        rule.put("shortDescription", Map.of("text", description));
        return rule;
    }

    private static String description(DriftKind kind) {
        return switch (kind) {
            case POLICY_MISSING -> "A policy of the baseline does not exist in a guarded namespace";
            case POLICY_CHANGED -> "A policy of the baseline exists and its effect differs";
            case FOREIGN_POLICY -> "A policy outside the baseline changes what guarded pods may do";
            case WORKLOAD_UNCOVERED ->
                "A guarded pod is not isolated in a direction in which the baseline isolates";
            case WORKLOAD_UNENFORCEABLE -> "Policies cannot hold a guarded pod";
            case PEER_GAINED -> "A workload or namespace newly falls under an allowed peer selector";
            case NAMESPACE_MISSING -> "A guarded namespace does not exist";
            case NAMESPACE_UNLABELLED -> "A guarded namespace lacks a label that it must carry";
            case ENFORCEMENT_LOST -> "The enforcer is off, or does not do what the baseline relies on";
            case POLICY_REJECTED -> "The enforcer does not accept a policy";
            case GUARANTEE_BROKEN -> "A guarantee of the baseline does not hold";
        };
    }

    private static Map<String, Object> result(Finding finding) {
        var drift = finding.drift();
        var result = result(drift.kind().text(), level(drift), drift.summary(), finding.place());
        result.put("partialFingerprints", Map.of("driftId/v1", drift.id()));
        if (drift.exempted()) {
            result.put("suppressions", List.of(Map.of("kind", "external", "status", "accepted")));
        }
        return result;
    }

    private static Map<String, Object> result(String rule, String level, String text, Place where) {
        var place = new LinkedHashMap<String, Object>();
        place.put("artifactLocation", Map.of("uri", uri(where.file())));
        if (where.line() > 0) {
            place.put("region", Map.of("startLine", where.line()));
        }
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", rule);
        result.put("level", level);
        result.put("message", Map.of("text", CheckPrinter.line(text)));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        return result;
    }

    private static String level(Drift drift) {
        return switch (drift.severity()) {
            case CRITICAL -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /// A relative reference stays one, so that it can be resolved against the repository.
    private static String uri(String file) {
        if (file.equals("<stdin>")) {
            return "stdin";
        }
        var path = Path.of(file).normalize();
        if (path.isAbsolute()) {
            return path.toUri().toString();
        }
        var segments = new ArrayList<String>();
        path.forEach(segment -> segments.add(encoded(segment.toString())));
        return String.join("/", segments);
    }

    private static String encoded(String segment) {
        var encoded = new StringBuilder();
        for (var octet : segment.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xFF);
            if (character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append("%%%02X".formatted(octet & 0xFF));
            }
        }
        return encoded.toString();
    }
}
