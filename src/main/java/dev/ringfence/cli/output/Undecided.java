package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that was read and that a result does not take into account.
///
/// @param object such as `CiliumNetworkPolicy shop/web`
/// @param place where it stands; nothing in a live cluster
/// @param message one line that says what it means for the result, fit for a terminal
public record Undecided(String object, Optional<Place> place, String message) {

    static List<Map<String, String>> json(List<Undecided> items) {
        return items.stream().map(Undecided::json).toList();
    }

    private Map<String, String> json() {
        var members = new LinkedHashMap<String, String>();
        members.put("object", object);
        place.ifPresent(where -> members.put("place", where.toString()));
        members.put("message", message);
        return members;
    }

    static void print(List<Undecided> items, PrintWriter out, Ink ink) {
        if (!items.isEmpty()) {
            out.println();
            items.forEach(item -> out.println(ink.paint("undecided: " + item.message, Tone.DOUBTFUL)));
        }
    }
}
