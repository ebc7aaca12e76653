package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.connectivity.snapshot.AccessChange;
import dev.ringfence.connectivity.snapshot.ConnectionChange;
import dev.ringfence.connectivity.snapshot.ConnectionChange.Effect;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.request.Request;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints the difference between two states of a cluster.
public final class DifferencePrinter {
    private final ConnectivityDifference difference;
    private final List<Undecided> undecided;

    /// @param undecided what the result does not take into account
    public DifferencePrinter(ConnectivityDifference difference, List<Undecided> undecided) {
        this.difference = difference;
        this.undecided = List.copyOf(undecided);
    }

    /// Prints the members `changes`, `peersAdded` and `peersRemoved`, and `undecided` where something is.
    public void json(PrintWriter out) {
        var changes = difference.changes().stream().map(change -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("type", word(change.type()));
            object.put("direction", word(change.effect()));
            object.put("src", change.source());
            object.put("dst", change.destination());
            PortsJson.put("before", change.before(), object);
            PortsJson.put("after", change.after(), object);
            return object;
        }).toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("changes", changes);
        document.put("peersAdded", difference.partiesAdded());
        document.put("peersRemoved", difference.partiesRemoved());
        if (!difference.further().isEmpty()) {
            document.put("furtherChanges",
                    difference.further().stream().map(DifferencePrinter::json).toList());
        }
        if (!undecided.isEmpty()) {
            document.put("undecided", Undecided.json(undecided));
        }
        Json.print(document, out);
    }

    private static Map<String, Object> json(AccessChange change) {
        var object = new LinkedHashMap<String, Object>();
        object.put("direction", change.loosened() ? "loosened" : "tightened");
        object.put("subject", change.subject());
        object.put("policyDirection", change.direction().text());
        object.put("peer", change.peer());
        object.put("traffic", change.traffic().toString());
        change.traffic().request().ifPresent(request -> object.put("example", request.toString()));
        object.put("certain", change.certain());
        return object;
    }

    /// Prints a table for people.
    public void table(PrintWriter out, Ink ink) {
        if (difference.isEmpty()) {
            out.println("no difference: both allow the same");
        }
        if (!difference.changes().isEmpty()) {
            text().print(out, ink);
        }
        if (!difference.further().isEmpty()) {
            further().print(out, ink);
        }
        difference.partiesAdded().forEach(name -> out.println("new workload: " + name));
        difference.partiesRemoved().forEach(name -> out.println("workload removed: " + name));
        Undecided.print(undecided, out, ink);
    }

    public void markdown(PrintWriter out) {
        text().printMarkdown(out);
        if (!difference.further().isEmpty()) {
            out.println();
            further().printMarkdown(out);
        }
        if (!undecided.isEmpty()) {
            out.println();
            undecided.forEach(item -> out.println("- " + item.message()));
        }
    }

    private TextTable text() {
        var text = new TextTable("EFFECT", "CHANGE", "SOURCE", "DESTINATION", "BEFORE", "AFTER");
        for (var change : difference.changes()) {
            text.add(tone(change), word(change.effect()),
                    word(change.type()) + (change.partyChanged() ? " with its workload" : ""),
                    change.source(), change.destination(), ports(change.before()), ports(change.after()));
        }
        return text;
    }

    private TextTable further() {
        var text = new TextTable("EFFECT", "POLICIES OF", "DIRECTION", "PEER", "TRAFFIC", "SUCH AS");
        for (var change : difference.further()) {
            text.add(change.loosened() ? Tone.BAD : Tone.GOOD, effect(change), change.subject(),
                    change.direction().text(), change.peer(), change.traffic().toString(),
                    change.traffic().request().map(Request::toString).orElse(""));
        }
        return text;
    }

    private static String effect(AccessChange change) {
        return (change.certain() ? "" : "perhaps ") + (change.loosened() ? "loosened" : "tightened");
    }

    private static Tone tone(ConnectionChange change) {
        return change.effect() == Effect.TIGHTENED ? Tone.GOOD : Tone.BAD;
    }

    private static String ports(PortBounds ports) {
        return ports.isExact()
                ? ports.certain().toString()
                : ports.certain() + ", perhaps " + ports.possible().minus(ports.certain());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
