package dev.ringfence.policy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// The labels that Cilium takes into a pod's identity; no policy sees the others (Cilium documentation, "Limiting Identity-Relevant
/// Labels").
///
/// Of the prefixes that match a key, the longest one that takes it in must be longer than the shortest one that leaves it
/// out. What no prefix matches is taken in, unless the operator has listed what to take.
///
/// @param included regular expressions for the beginnings of keys that are taken in
/// @param excluded the same, for keys that are left out
/// @param listedOnly whether only what is listed in `included` is taken
public record LabelFilter(List<String> included, List<String> excluded, boolean listedOnly) {
    /// The filter of an installation that configures none.
    public static final LabelFilter DEFAULT = new LabelFilter(
            List.of("io\\.kubernetes\\.pod\\.namespace", "io\\.cilium\\.k8s\\.namespace\\.labels",
                    "io\\.cilium\\.k8s\\.policy\\.cluster", "io\\.cilium\\.k8s\\.policy\\.serviceaccount",
                    "app\\.kubernetes\\.io"),
            List.of("io\\.kubernetes", "kubernetes\\.io", "statefulset\\.kubernetes\\.io/pod-name",
                    "apps\\.kubernetes\\.io/pod-index", "batch\\.kubernetes\\.io/job-completion-index",
                    "batch\\.kubernetes\\.io/controller-uid", ".*beta\\.kubernetes\\.io", "k8s\\.io",
                    "pod-template-generation", "pod-template-hash", "controller-revision-hash",
                    "controller-uid",
                    "annotation", "etcd_node", "topology\\.kubernetes\\.io"),
            /* listedOnly= */ false);

    public LabelFilter {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /// The default filter with what an operator adds, as the setting `labels` of cilium-config has it: regular expressions
    /// with spaces between, each after `!` where it leaves keys out, with or without the source `k8s:`.
    ///
    /// @throws IllegalArgumentException for what is no regular expression
    public static LabelFilter parse(String setting) {
        var words = Arrays.stream(setting.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
        var more = words.stream().filter(word -> !isExcluding(word)).map(LabelFilter::expression).toList();
        var less = words.stream().filter(LabelFilter::isExcluding).map(LabelFilter::expression).toList();
        return new LabelFilter(joined(DEFAULT.included, more), joined(DEFAULT.excluded, less),
                !more.isEmpty());
    }

    private static boolean isExcluding(String word) {
        return word.startsWith("!") || word.startsWith("k8s:!");
    }

    private static String expression(String word) {
        var bare = word.replaceFirst("^!?(k8s:)?!?", "");
        try {
            return Pattern.compile(bare).pattern();
        } catch (PatternSyntaxException invalid) {
            throw new IllegalArgumentException(
                    "expected regular expressions with spaces between, but one was: " + bare, invalid);
        }
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /// Whether a label with this key, as it stands in the identity, is part of it.
    public boolean admits(String key) {
        var taken = included.stream().mapToInt(prefix -> matched(prefix, key)).max().orElse(0);
        var left = excluded.stream().mapToInt(prefix -> matched(prefix, key)).filter(length -> length > 0)
                .min().orElse(0);
        return (!listedOnly || taken > 0) && (left == 0 || taken > left);
    }

    /// How much of the beginning of `key` an expression matches.
    private static int matched(String prefix, String key) {
        var matcher = Pattern.compile(prefix).matcher(key);
        return matcher.lookingAt() ? matcher.end() : 0;
    }
}
