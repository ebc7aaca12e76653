package dev.ringfence.cli.output;

/// The colours of a terminal; none where the output is not one, or none are wanted.
public enum Ink {
    PLAIN, COLOURED;

    /// How a piece of text is meant to stand out.
    public enum Tone {
        HEADING("1"), GOOD("32"), BAD("31"), DOUBTFUL("33"), QUIET("2"), NORMAL("");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /// The text in a tone.
    public String paint(String text, Tone tone) {
        return this == PLAIN || tone.code.isEmpty() || text.isBlank()
                ? text
                : "\u001b[" + tone.code + "m" + text + "\u001b[0m";
    }
}
