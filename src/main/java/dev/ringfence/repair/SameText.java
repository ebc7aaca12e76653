package dev.ringfence.repair;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares plain JSON trees that came from different readers, which do not agree on the types of numbers.
final class SameText {
    private SameText() {}

    static boolean of(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(name -> of(left.get(name), right.get(name)));
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (var index = 0; index < left.size(); index++) {
                if (!of(left.get(index), right.get(index))) {
                    return false;
                }
            }
            return true;
        }
        return (one instanceof Number left && other instanceof Number right)
                ? new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString())) == 0
                : Objects.equals(one, other);
    }
}
