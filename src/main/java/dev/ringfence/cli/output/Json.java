package dev.ringfence.cli.output;

import java.io.PrintWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Prints plain JSON trees.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /// Prints a tree of maps, lists, strings, numbers and booleans, and a line end.
    public static void print(Object tree, PrintWriter out) {
        out.println(MAPPER.writeValueAsString(tree));
        out.flush();
    }
}
