package dev.ringfence.model.language;

/// How the expressions that follow are to be read.
///
/// @param fold letters match in either case
/// @param lines `^` and `$` match at every line
/// @param dotAll `.` matches a newline
record Re2Flags(boolean fold, boolean lines, boolean dotAll) {
    static final Re2Flags USUAL = new Re2Flags(false, false, false);

    /// The same with a flag switched.
    Re2Flags with(int flag, boolean on) {
        return switch (flag) {
            case 'i' -> new Re2Flags(on, lines, dotAll);
            case 'm' -> new Re2Flags(fold, on, dotAll);
            case 's' -> new Re2Flags(fold, lines, on);
            case 'U' -> this; // Which match is preferred does not change what is matched.
            default -> throw PatternException.invalid("unknown flag " + Character.toString(flag));
        };
    }

    /// What a set of code points matches.
    CodePoints fold(CodePoints points) {
        return fold ? CaseFolding.close(points) : points;
    }
}
