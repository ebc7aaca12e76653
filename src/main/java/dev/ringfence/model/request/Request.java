package dev.ringfence.model.request;

import dev.ringfence.model.OneLine;
import dev.ringfence.model.language.Language;
import dev.ringfence.model.language.LanguageTooLargeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing that may be said on a connection, as an example to show.
///
/// @param values what matters of its fields; a field that is not here is absent or does not matter
/// @param missing headers and the like whose absence matters
public record Request(Protocol protocol, SortedMap<Field, String> values, List<Field> missing) {
    private static final int SHOWN = 200;
    private static final List<String> USUAL_METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD",
            "OPTIONS");
    private static final Language ABSOLUTE_PATHS = Language
            .sequence(List.of(Language.literal("/"), Language.ALL));

    public Request {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        missing = List.copyOf(missing);
    }

    /// An example of the box that is easiest to understand.
    static Optional<Request> of(Collection<Box> boxes) {
        return boxes.stream().min(Comparator.comparingInt((Box box) -> box.protocols().size())
                .thenComparingInt(box -> box.sides().size()).thenComparing(Comparator.naturalOrder()))
                .map(Request::of);
    }

    private static Request of(Box box) {
        // Where the protocol is open, what rules do not look into is the plainest example.
        var protocol = box.protocols().contains(Protocol.OTHER)
                ? Protocol.OTHER
                : box.protocols().iterator().next();
        var values = new TreeMap<Field, String>();
        var missing = new ArrayList<Field>();
        if (protocol == Protocol.HTTP) {
            values.put(Field.METHOD, method(box.side(Field.METHOD).texts()));
            values.put(Field.PATH, path(box.side(Field.PATH).texts()));
        }
        box.sides().forEach((field, side) -> {
            if (side.absent()) {
                missing.add(field);
            } else if (!values.containsKey(field)) {
                values.put(field, side.texts().witness().orElseThrow());
            }
        });
        return new Request(protocol, values, missing);
    }

    private static String method(Language methods) {
        return USUAL_METHODS.stream().filter(methods::contains).findFirst()
                .orElseGet(() -> methods.witness().orElseThrow());
    }

    private static String path(Language paths) {
        return LanguageTooLargeException.guard(() -> paths.intersect(ABSOLUTE_PATHS))
                .flatMap(Language::witness)
                .orElseGet(() -> paths.witness().orElseThrow());
    }

    boolean isIn(Box box) {
        return box.protocols().contains(protocol) && box.sides().entrySet().stream().allMatch(side -> {
            var value = values.get(side.getKey());
            return value == null ? side.getValue().absent() : side.getValue().texts().contains(value);
        });
    }

    /// Such as `GET /admin with host api.example.com and header x-token: secret`, in one bounded line.
    @Override
    public String toString() {
        var details = new ArrayList<String>();
        values.forEach((field, value) -> {
            switch (field.kind()) {
                case METHOD, PATH, DNS_NAME -> {
                    // Part of what the request is called.
                }
                case HEADER -> details.add("header " + field.name() + ": " + value);
                case AUTHENTICATION -> details.add("mutual authentication");
                case DESTINATION_NAME, SERVER_NAME, HOST, KAFKA_KEY, KAFKA_VERSION, KAFKA_CLIENT,
                        KAFKA_TOPIC ->
                    details.add(field + " " + value);
            }
        });
        missing.forEach(field -> details
                .add("no " + (field.equals(Field.AUTHENTICATION) ? "mutual authentication" : field)));
        var name = switch (protocol) {
            case HTTP -> values.get(Field.METHOD) + " " + values.get(Field.PATH);
            case DNS -> "DNS query for " + values.getOrDefault(Field.DNS_NAME, "any name");
            case KAFKA -> "Kafka request";
            case OTHER -> "any traffic";
        };
        return OneLine.of(details.isEmpty() ? name : name + " with " + String.join(" and ", details), SHOWN);
    }
}
