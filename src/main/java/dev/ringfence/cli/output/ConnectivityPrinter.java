package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.connectivity.snapshot.Connection;
import dev.ringfence.connectivity.snapshot.ConnectionTable;
import dev.ringfence.connectivity.snapshot.Party;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Prints what passes in a cluster.
public final class ConnectivityPrinter {
    private static final int LABEL_LIMIT = 300;

    private final ConnectionTable table;
    private final List<Undecided> undecided;

    /// @param undecided what the result does not take into account
    public ConnectivityPrinter(ConnectionTable table, List<Undecided> undecided) {
        this.table = table;
        this.undecided = List.copyOf(undecided);
    }

    /// Prints the members `connections`, and `undecided` where something is.
    public void json(PrintWriter out) {
        var connections = table.connections().stream().map(connection -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("src", connection.source().name());
            object.put("dst", connection.destination().name());
            PortsJson.put("connections", connection.ports(), object);
            if (!connection.requests().isEmpty()) {
                object.put("requests", connection.requests().toString());
            }
            return object;
        }).toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("connections", connections);
        if (!undecided.isEmpty()) {
            document.put("undecided", Undecided.json(undecided));
        }
        Json.print(document, out);
    }

    /// Prints a table for people.
    public void table(PrintWriter out, Ink ink) {
        if (table.connections().isEmpty()) {
            out.println(
                    "nothing passes between " + table.parties().size() + " workloads, or to or from them");
        } else {
            text().print(out, ink);
        }
        Undecided.print(undecided, out, ink);
    }

    public void markdown(PrintWriter out) {
        text().printMarkdown(out);
        if (!undecided.isEmpty()) {
            out.println();
            undecided.forEach(item -> out.println("- " + item.message()));
        }
    }

    private TextTable text() {
        var looksIntoRequests = table.connections().stream()
                .anyMatch(connection -> !connection.requests().isEmpty());
        var headings = Stream.of("SOURCE", "DESTINATION", "ALLOWED", "PERHAPS", "REQUESTS");
        var columns = looksIntoRequests ? 5 : 4;
        var text = new TextTable(headings.limit(columns).toArray(String[]::new));
        table.connections().forEach(connection -> text.add(
                connection.ports().certain().isEmpty() ? Tone.DOUBTFUL : Tone.NORMAL,
                Stream.of(connection.source().name(), connection.destination().name(),
                        connection.ports().certain().toString(), perhaps(connection.ports()),
                        requests(connection)).limit(columns).toArray(String[]::new)));
        return text;
    }

    private static String requests(Connection connection) {
        return connection.requests().isEmpty() ? "" : connection.requests().toString();
    }

    private static String perhaps(PortBounds ports) {
        return ports.isExact() ? "" : ports.possible().minus(ports.certain()).toString();
    }

    /// Prints a graph with a cluster for each namespace; what is only possible is dashed.
    public void dot(PrintWriter out) {
        out.println("digraph connectivity {");
        out.println("  rankdir=LR;");
        out.println("  node [shape=box, style=rounded];");
        undecided.forEach(item -> out.println("  // " + item.message()));
        var byNamespace = new TreeMap<String, List<String>>();
        table.parties().forEach(party -> byNamespace
                .computeIfAbsent(party.workload().namespace(), _ -> new ArrayList<>()).add(party.name()));
        var number = 0;
        for (var namespace : byNamespace.entrySet()) {
            out.println("  subgraph cluster_" + number++ + " {");
            out.println("    label=" + quoted(namespace.getKey()) + ";");
            namespace.getValue().forEach(name -> out.println("    " + quoted(name) + ";"));
            out.println("  }");
        }
        outside().forEach((name, _) -> out.println("  " + quoted(name) + " [shape=ellipse];"));
        table.connections().forEach(connection -> out.println(edge(connection)));
        out.println("}");
    }

    private Map<String, Boolean> outside() {
        var names = new TreeMap<String, Boolean>();
        for (var connection : table.connections()) {
            for (var party : List.of(connection.source(), connection.destination())) {
                if (party instanceof Party.Outside) {
                    names.put(party.name(), true);
                }
            }
        }
        return names;
    }

    private static String edge(Connection connection) {
        var certain = !connection.ports().certain().isEmpty();
        var label = certain ? connection.ports().certain() : connection.ports().possible();
        return "  " + quoted(connection.source().name()) + " -> " + quoted(connection.destination().name())
                + " [label=" + quoted(label.toString()) + (certain ? "" : ", style=dashed") + "];";
    }

    private static String quoted(String text) {
        return "\"" + OneLine.of(text, LABEL_LIMIT).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
