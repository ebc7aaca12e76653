package dev.ringfence.web.view;

import java.util.List;
import java.util.function.Function;

/// Some objects by their names.
///
/// @param sample a few of them
public record NamesView(int count, List<String> sample) {
    private static final int LIMIT = 20;

    static <T> NamesView of(List<T> all, Function<T, String> name) {
        return new NamesView(all.size(), all.stream().limit(LIMIT).map(name).toList());
    }
}
