package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.model.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A table for people: aligned columns, or Markdown.
final class TextTable {
    private static final int CELL_LIMIT = 300;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Tone> tones = new ArrayList<>();

    TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    /// Adds a row, whose cells may say anything.
    void add(Tone tone, String... cells) {
        rows.add(Arrays.stream(cells).map(cell -> OneLine.of(cell, CELL_LIMIT)).toList());
        tones.add(tone);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Prints aligned columns.
    void print(PrintWriter out, Ink ink) {
        var widths = new int[headings.size()];
        for (var i = 0; i < widths.length; i++) {
            widths[i] = width(i);
        }
        out.println(ink.paint(line(headings, widths), Tone.HEADING));
        for (var i = 0; i < rows.size(); i++) {
            out.println(ink.paint(line(rows.get(i), widths), tones.get(i)));
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).reduce(headings.get(column).length(),
                Math::max);
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(cells.get(i))
                    .repeat(' ', widths[i] - cells.get(i).length());
        }
        return line.toString().stripTrailing();
    }

    /// Prints a table of Markdown.
    void printMarkdown(PrintWriter out) {
        out.println(markdown(headings));
        out.println(markdown(headings.stream().map(_ -> "---").toList()));
        rows.forEach(row -> out.println(markdown(row.stream().map(TextTable::escaped).toList())));
    }

    private static String markdown(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// What Markdown would read as markup, or as HTML, is text here.
    private static String escaped(String cell) {
        return cell.replaceAll("([\\\\`*_{}\\[\\]<>|#~&!])", "\\\\$1");
    }
}
