package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.List;

/// Every short text of a small alphabet.
public final class Texts {
    private Texts() {}

    public static List<String> upTo(int length, String... alphabet) {
        var texts = new ArrayList<>(List.of(""));
        var longest = List.of("");
        for (var i = 0; i < length; i++) {
            var longer = new ArrayList<String>();
            for (var text : longest) {
                for (var character : alphabet) {
                    longer.add(text + character);
                }
            }
            texts.addAll(longer);
            longest = longer;
        }
        return texts;
    }
}
