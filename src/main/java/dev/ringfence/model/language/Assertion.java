package dev.ringfence.model.language;

/// A condition on what stands before and after a place in a text.
enum Assertion {
    TEXT_START, TEXT_END, LINE_START, LINE_END, WORD_BOUNDARY, NO_WORD_BOUNDARY;

    /// What may stand beside a place, as far as conditions can tell it apart.
    enum Side {
        EDGE, NEWLINE, WORD, OTHER;

        static final CodePoints WORDS = CodePoints.of('0', '9', 'A', 'Z', 'a', 'z', '_', '_');
        private static final CodePoints NEWLINES = CodePoints.of('\n');

        private static final CodePoints OTHERS = WORDS.union(NEWLINES).complement();

        /// The code points of this kind.
        CodePoints points() {
            return switch (this) {
                case EDGE -> CodePoints.NONE;
                case NEWLINE -> NEWLINES;
                case WORD -> WORDS;
                case OTHER -> OTHERS;
            };
        }
    }

    boolean holds(Side before, Side after) {
        return switch (this) {
            case TEXT_START -> before == Side.EDGE;
            case TEXT_END -> after == Side.EDGE;
            case LINE_START -> before == Side.EDGE || before == Side.NEWLINE;
            case LINE_END -> after == Side.EDGE || after == Side.NEWLINE;
            case WORD_BOUNDARY -> (before == Side.WORD) != (after == Side.WORD);
            case NO_WORD_BOUNDARY -> (before == Side.WORD) == (after == Side.WORD);
        };
    }
}
