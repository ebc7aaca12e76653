package dev.ringfence.cluster;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The difference between a spec that was sent and the one that the API server keeps, as an admission plug-in may make.
///
/// What the API server itself does to every spec is no difference: it fills in defaults, and leaves out empty lists.
final class SpecDifference {
    /// Left out by the API server where empty. Other empty maps mean something: `podSelector: {}` is every pod.
    private static final Set<String> EMPTY_IS_ABSENT = Set.of("matchLabels");
    private static final Set<String> DEFAULTED = Set.of("protocol", "policyTypes", "family");

    private SpecDifference() {}

    /// The path of the first member that differs, of the content of a policy: `spec` and `specs`, as far as there are any; nothing where
    /// none does.
    static Optional<String> between(Map<?, ?> sent, Map<?, ?> kept) {
        return members("", sent, kept);
    }

    private static Optional<String> members(String path, Map<?, ?> sent, Map<?, ?> kept) {
        var names = new TreeSet<String>();
        sent.keySet().forEach(name -> names.add(String.valueOf(name)));
        kept.keySet().forEach(name -> names.add(String.valueOf(name)));
        for (String name : names) {
            Object wanted = present(name, sent.get(name));
            Object found = present(name, kept.get(name));
            if (wanted == null && DEFAULTED.contains(name)) {
                continue;
            }
            Optional<String> difference = values(path.isEmpty() ? name : path + "." + name, wanted, found);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> values(String path, @Nullable Object sent, @Nullable Object kept) {
        if (sent instanceof Map<?, ?> wanted && kept instanceof Map<?, ?> found) {
            return members(path, wanted, found);
        }
        if (sent instanceof List<?> wanted && kept instanceof List<?> found
                && wanted.size() == found.size()) {
            for (int index = 0; index < wanted.size(); index++) {
                Optional<String> difference = values(path + "[" + index + "]", wanted.get(index),
                        found.get(index));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return isSame(sent, kept) ? Optional.empty() : Optional.of(path);
    }

    private static boolean isSame(@Nullable Object sent, @Nullable Object kept) {
        if (sent instanceof Number wanted && kept instanceof Number found) {
            return new BigDecimal(wanted.toString()).compareTo(new BigDecimal(found.toString())) == 0;
        }
        return sent == null ? kept == null : sent.equals(kept);
    }

    private static @Nullable Object present(String name, @Nullable Object value) {
        boolean absent = switch (value) {
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty() && EMPTY_IS_ABSENT.contains(name);
            case null, default -> false;
        };
        return absent ? null : value;
    }
}
