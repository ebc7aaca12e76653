package dev.ringfence.cli.output;

import dev.ringfence.drift.Drift;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints drift as JUnit XML: a test suite for each baseline, and in it a test case for each drift, or one that passes.
public final class JunitXml {
    private final PrintWriter out;

    public JunitXml(PrintWriter out) {
        this.out = out;
    }

    /// Prints a document.
    ///
    /// @param findings the drift of each baseline, by its name
    public void print(Map<String, List<Finding>> findings, List<Undecided> undecided) {
        var suites = new LinkedHashMap<>(findings);
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.println("<testsuites name=\"ringfence check\">");
        suites.forEach(this::suite);
        if (!undecided.isEmpty()) {
            out.println("  <testsuite name=\"undecided\" tests=\"" + undecided.size() + "\" failures=\""
                    + undecided.size() + "\" errors=\"0\" skipped=\"0\">");
            undecided.forEach(item -> failure("Undecided", item.object(), "Undecided",
                    item.place().orElse(Place.UNKNOWN), item.message(), ""));
            out.println("  </testsuite>");
        }
        out.println("</testsuites>");
        out.flush();
    }

    private void suite(String baseline, List<Finding> findings) {
        var skipped = findings.stream().filter(finding -> finding.drift().exempted()).count();
        out.println("  <testsuite name=\"" + escaped(baseline) + "\" tests=\"" + Math.max(1, findings.size())
                + "\" failures=\"" + (findings.size() - skipped) + "\" errors=\"0\" skipped=\"" + skipped
                + "\">");
        if (findings.isEmpty()) {
            out.println("    <testcase classname=\"" + escaped(baseline) + "\" name=\"no drift\"/>");
        }
        for (var finding : findings) {
            var drift = finding.drift();
            var name = drift.kind().text() + " " + drift.object();
            if (drift.exempted()) {
                open(drift.baseline(), name, finding.place());
                out.println("      <skipped message=\"" + escaped("exempted: " + drift.summary()) + "\"/>");
                out.println("    </testcase>");
            } else {
                failure(drift.baseline(), name, drift.kind().text(), finding.place(), drift.summary(),
                        details(drift));
            }
        }
        out.println("  </testsuite>");
    }

    private static String details(Drift drift) {
        var details = new StringBuilder(drift.severity().text() + ", " + drift.verdict().text());
        drift.witnesses().forEach(witness -> details.append('\n').append(witness.direction().text())
                .append(": ").append(CheckPrinter.line(CheckPrinter.text(witness))));
        return details.toString();
    }

    private void open(String suite, String name, Place place) {
        out.println("    <testcase classname=\"" + escaped(suite) + "\" name=\"" + escaped(name)
                + "\" file=\""
                + escaped(place.file()) + "\"" + (place.line() > 0 ? " line=\"" + place.line() + "\"" : "")
                + ">");
    }

    private void failure(String suite, String name, String type, Place place, String message,
            String details) {
        open(suite, name, place);
        out.println("      <failure type=\"" + escaped(type) + "\" message=\""
                + escaped(place + ": " + message) + "\">" + text(details) + "</failure>");
        out.println("    </testcase>");
    }

    private static String escaped(String value) {
        return text(CheckPrinter.line(value)).replace("\"", "&quot;");
    }

    private static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
