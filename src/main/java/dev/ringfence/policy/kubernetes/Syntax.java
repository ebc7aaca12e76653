package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.tree.Field;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The forms of text that the API server accepts in names, labels and ports.
public enum Syntax {
    /// A name with an optional prefix, such as `app` and `example.com/app`.
    LABEL_KEY("a label key (letters, digits and -_. up to 63, with an optional DNS name and / before)"),
    /// Possibly empty.
    LABEL_VALUE("a label value (letters, digits and -_. up to 63, or empty)"),
    /// The name of a container port.
    PORT_NAME("a port name (lower case letters, digits and single inner dashes up to 15, with a letter)"),
    /// A name such as a namespace must have.
    DNS_LABEL("a name of lower case letters, digits and inner dashes, up to 63"),
    /// A name such as most other objects must have.
    DNS_NAME("a name of lower case letters, digits, inner dashes and dots, up to 253");

    private static final Pattern LABEL_PART = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern DNS_PART = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");

    private final String expected;

    Syntax(String expected) {
        this.expected = expected;
    }

    /// The form in words, as a noun phrase for messages.
    public String expected() {
        return expected;
    }

    public boolean accepts(String text) {
        return switch (this) {
            case LABEL_KEY -> isLabelKey(text);
            case LABEL_VALUE -> text.isEmpty() || isLabelPart(text);
            case PORT_NAME -> isPortName(text);
            case DNS_LABEL -> text.length() <= 63 && DNS_PART.matcher(text).matches();
            case DNS_NAME -> isDnsName(text);
        };
    }

    /// The text at `field`, which must be present and of this form.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException if it is not
    public String read(Field field) {
        if (field.raw() instanceof String text && accepts(text)) {
            return text;
        }
        throw field.invalid(expected);
    }

    private static boolean isLabelKey(String text) {
        var slash = text.indexOf('/');
        return (slash < 0 || isDnsName(text.substring(0, slash))) && isLabelPart(text.substring(slash + 1));
    }

    private static boolean isLabelPart(String text) {
        return text.length() <= 63 && LABEL_PART.matcher(text).matches();
    }

    private static boolean isPortName(String text) {
        return text.length() <= 15 && DNS_PART.matcher(text).matches() && !text.contains("--")
                && text.chars().anyMatch(Character::isLetter);
    }

    private static boolean isDnsName(String text) {
        return text.length() <= 253
                && Arrays.stream(text.split("\\.", -1)).allMatch(part -> DNS_PART.matcher(part).matches());
    }
}
