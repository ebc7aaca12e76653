package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.Witness;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints the drift of manifests, for people and for programs.
public final class CheckPrinter {
    private static final int LINE_LIMIT = 400;

    private final List<Finding> findings;
    private final List<Undecided> undecided;

    /// @param undecided what was not judged
    public CheckPrinter(List<Finding> findings, List<Undecided> undecided) {
        this.findings = List.copyOf(findings);
        this.undecided = List.copyOf(undecided);
    }

    /// Prints text for people: a line for each drift, and below it what shows it.
    public void table(PrintWriter out, Ink ink) {
        for (var finding : findings) {
            var drift = finding.drift();
            out.println(line(finding.place().toString()) + ": "
                    + ink.paint(drift.severity().text(), tone(drift)) + " " + drift.kind().text() + " ("
                    + drift.verdict().text() + (drift.exempted() ? ", exempted" : "") + ")");
            out.println("  " + line(drift.summary()));
            for (var witness : drift.witnesses()) {
                out.println(ink.paint("  " + line(witness.direction().text() + ": " + text(witness)),
                        Tone.QUIET));
            }
        }
        Undecided.print(undecided, out, ink);
        out.println(summary());
    }

    private String summary() {
        var open = findings.stream().filter(finding -> !finding.drift().exempted()).count();
        var exempted = findings.size() - open;
        return (open == 0 ? "no drift" : open + (open == 1 ? " drift" : " drifts"))
                + (exempted > 0 ? ", " + exempted + " exempted" : "")
                + (undecided.isEmpty() ? "" : ", " + undecided.size() + " undecided");
    }

    private static Tone tone(Drift drift) {
        return switch (drift.severity()) {
            case CRITICAL -> Tone.BAD;
            case WARNING -> Tone.DOUBTFUL;
            case INFO -> Tone.QUIET;
        };
    }

    static String line(String text) {
        return OneLine.of(text, LINE_LIMIT);
    }

    static String text(Witness witness) {
        var port = witness.port().isPresent()
                ? " " + witness.port().getAsInt()
                : witness.portName().map(name -> " port named " + name).orElse("");
        return witness.source() + " -> " + witness.destination() + " on " + witness.protocol() + port
                + witness.request().map(request -> ", " + request).orElse("");
    }

    /// Prints the members `drifts`, and `undecided` where something is.
    public void json(PrintWriter out) {
        var document = new LinkedHashMap<String, Object>();
        document.put("drifts", findings.stream().map(CheckPrinter::json).toList());
        if (!undecided.isEmpty()) {
            document.put("undecided", Undecided.json(undecided));
        }
        Json.print(document, out);
    }

    private static Map<String, Object> json(Finding finding) {
        var drift = finding.drift();
        var object = new LinkedHashMap<String, Object>();
        object.put("id", drift.id());
        object.put("kind", drift.kind().text());
        object.put("verdict", drift.verdict().text());
        object.put("severity", drift.severity().text());
        object.put("state", drift.exempted() ? "Exempted" : "Open");
        object.put("baseline", drift.baseline());
        object.put("namespace", drift.namespace());
        object.put("object", json(drift.object()));
        object.put("pods", pods(drift));
        object.put("witnesses", drift.witnesses().stream().map(CheckPrinter::json).toList());
        var cause = new LinkedHashMap<String, Object>();
        cause.put("object", json(drift.cause().object()));
        cause.put("rule", drift.cause().rule());
        object.put("cause", cause);
        object.put("summary", drift.summary());
        object.put("file", finding.place().file());
        if (finding.place().line() > 0) {
            object.put("line", finding.place().line());
        }
        return object;
    }

    private static Map<String, Object> pods(Drift drift) {
        var pods = new LinkedHashMap<String, Object>();
        pods.put("count", drift.pods().count());
        pods.put("sample", drift.pods().sample());
        return pods;
    }

    private static Map<String, Object> json(ObjectReference reference) {
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", reference.apiVersion());
        object.put("kind", reference.kind());
        if (!reference.namespace().isEmpty()) {
            object.put("namespace", reference.namespace());
        }
        object.put("name", reference.name());
        return object;
    }

    private static Map<String, Object> json(Witness witness) {
        var object = new LinkedHashMap<String, Object>();
        object.put("direction", witness.direction().text());
        object.put("source", witness.source());
        object.put("destination", witness.destination());
        object.put("protocol", witness.protocol());
        witness.port().ifPresent(port -> object.put("port", port));
        witness.portName().ifPresent(name -> object.put("portName", name));
        witness.request().ifPresent(request -> object.put("request", request.toString()));
        object.put("bound", witness.bound().text());
        return object;
    }
}
