package dev.ringfence.model.request;

import dev.ringfence.model.language.CodePoints;
import dev.ringfence.model.language.DomainNames;
import dev.ringfence.model.language.Language;
import java.util.Comparator;
import java.util.Locale;

/// One thing about a request that rules can ask for.
///
/// @param name the name of a header in lower case; empty for all other kinds
public record Field(Kind kind, String name) implements Comparable<Field> {

    /// What the field is.
    public enum Kind {
        DESTINATION_NAME, SERVER_NAME, AUTHENTICATION, METHOD, PATH, HOST, HEADER, DNS_NAME, KAFKA_KEY, KAFKA_VERSION, KAFKA_CLIENT, KAFKA_TOPIC
    }

    /// The value of [Kind#AUTHENTICATION] on connections whose parties have authenticated each other.
    public static final String AUTHENTICATED = "mutual";
    /// The name by which the address of the destination was found.
    public static final Field DESTINATION_NAME = of(Kind.DESTINATION_NAME);
    public static final Field SERVER_NAME = of(Kind.SERVER_NAME);
    public static final Field AUTHENTICATION = of(Kind.AUTHENTICATION);
    public static final Field METHOD = of(Kind.METHOD);
    public static final Field PATH = of(Kind.PATH);
    public static final Field HOST = of(Kind.HOST);
    public static final Field DNS_NAME = of(Kind.DNS_NAME);
    public static final Field KAFKA_KEY = of(Kind.KAFKA_KEY);
    public static final Field KAFKA_VERSION = of(Kind.KAFKA_VERSION);
    public static final Field KAFKA_CLIENT = of(Kind.KAFKA_CLIENT);
    public static final Field KAFKA_TOPIC = of(Kind.KAFKA_TOPIC);

    /// HTTP forbids NUL and line ends in methods, paths, hosts and headers; half a surrogate pair is no character at all.
    private static final Language HTTP_TEXTS = Language.over(
            CodePoints.of(0, 0, '\n', '\n', '\r', '\r', Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                    .complement());
    private static final Values ALWAYS_THERE = new Values(false, HTTP_TEXTS);
    private static final Values PERHAPS_THERE = new Values(true, HTTP_TEXTS);
    private static final Values SERVER_NAMES = new Values(true, DomainNames.SERVERS);
    private static final Values AUTHENTICATIONS = new Values(true, Language.literal(AUTHENTICATED));
    private static final Values DNS_NAMES = new Values(false, DomainNames.DNS);
    private static final Comparator<Field> ORDER = Comparator.comparing(Field::kind)
            .thenComparing(Field::name);

    private static Field of(Kind kind) {
        return new Field(kind, "");
    }

    /// The field of a header; `:path`, `:method`, `:authority` and `host` are what Envoy keeps in fields of their own.
    public static Field header(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case ":method" -> METHOD;
            case ":path" -> PATH;
            case ":authority", "host" -> HOST;
            default -> new Field(Kind.HEADER, name.toLowerCase(Locale.ROOT));
        };
    }

    /// Every value that the field can have.
    Values universe() {
        return switch (kind) {
            case SERVER_NAME -> SERVER_NAMES;
            case AUTHENTICATION -> AUTHENTICATIONS;
            case METHOD, PATH, HOST, KAFKA_KEY, KAFKA_VERSION -> ALWAYS_THERE;
            case HEADER, KAFKA_CLIENT, KAFKA_TOPIC -> PERHAPS_THERE;
            case DNS_NAME, DESTINATION_NAME -> DNS_NAMES;
        };
    }

    @Override
    public int compareTo(Field other) {
        return ORDER.compare(this, other);
    }

    /// Such as `path` or `header x-token`.
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (name.isEmpty() ? "" : " " + name);
    }
}
