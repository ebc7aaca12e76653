package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The general categories of Unicode, such as `Lu` for capital letters and `L` for all letters.
final class UnicodeCategories {
    private static final Map<String, CodePoints> BY_NAME = byName();

    private UnicodeCategories() {}

    /// @param text how the category was written
    static CodePoints named(String name, String text) {
        var points = name.equals("Any") ? CodePoints.ALL : BY_NAME.get(name);
        if (points == null) {
            throw PatternException.undecided("not a Unicode category: " + text);
        }
        return points;
    }

    private static Map<String, CodePoints> byName() {
        var points = new HashMap<String, List<CodePoints>>();
        var first = 0;
        for (var point = 1; point <= CodePoints.LAST + 1; point++) {
            var name = name(Character.getType(first));
            if (point > CodePoints.LAST || !name(Character.getType(point)).equals(name)) {
                var interval = CodePoints.of(first, point - 1);
                points.computeIfAbsent(name, _ -> new ArrayList<>()).add(interval);
                points.computeIfAbsent(name.substring(0, Math.min(name.length(), 1)), _ -> new ArrayList<>())
                        .add(interval);
                first = point;
            }
        }
        // What is not assigned is in no category.
        points.remove("");
        var byName = new HashMap<String, CodePoints>();
        points.forEach((name, intervals) -> byName.put(name, CodePoints.anyOf(intervals)));
        return byName;
    }

    private static String name(int type) {
        return switch (type) {
            case Character.CONTROL -> "Cc";
            case Character.FORMAT -> "Cf";
            case Character.PRIVATE_USE -> "Co";
            case Character.SURROGATE -> "Cs";
            case Character.LOWERCASE_LETTER -> "Ll";
            case Character.MODIFIER_LETTER -> "Lm";
            case Character.OTHER_LETTER -> "Lo";
            case Character.TITLECASE_LETTER -> "Lt";
            case Character.UPPERCASE_LETTER -> "Lu";
            case Character.COMBINING_SPACING_MARK -> "Mc";
            case Character.ENCLOSING_MARK -> "Me";
            case Character.NON_SPACING_MARK -> "Mn";
            case Character.DECIMAL_DIGIT_NUMBER -> "Nd";
            case Character.LETTER_NUMBER -> "Nl";
            case Character.OTHER_NUMBER -> "No";
            case Character.CONNECTOR_PUNCTUATION -> "Pc";
            case Character.DASH_PUNCTUATION -> "Pd";
            case Character.END_PUNCTUATION -> "Pe";
            case Character.FINAL_QUOTE_PUNCTUATION -> "Pf";
            case Character.INITIAL_QUOTE_PUNCTUATION -> "Pi";
            case Character.OTHER_PUNCTUATION -> "Po";
            case Character.START_PUNCTUATION -> "Ps";
            case Character.CURRENCY_SYMBOL -> "Sc";
            case Character.MODIFIER_SYMBOL -> "Sk";
            case Character.MATH_SYMBOL -> "Sm";
            case Character.OTHER_SYMBOL -> "So";
            case Character.LINE_SEPARATOR -> "Zl";
            case Character.PARAGRAPH_SEPARATOR -> "Zp";
            case Character.SPACE_SEPARATOR -> "Zs";
            default -> "";
        };
    }
}
