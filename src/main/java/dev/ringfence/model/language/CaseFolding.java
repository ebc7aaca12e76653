package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which code points are the same letter in another case, by Unicode's simple case folding.
final class CaseFolding {
    /// The dotted and the dotless I of Turkish, which fold to themselves only.
    private static final CodePoints EXCEPTIONS = CodePoints.of(0x130, 0x131);
    /// For each code point that is not alone all that are the same letter.
    private static final Map<Integer, List<Integer>> SAME = same();

    private CaseFolding() {}

    /// The code points and all that differ from one of them only in case.
    static CodePoints close(CodePoints points) {
        var inside = points.size() < SAME.size()
                ? points.stream()
                : SAME.keySet().stream().mapToInt(point -> point);
        var same = inside.filter(points::contains).boxed()
                .flatMap(point -> SAME.getOrDefault(point, List.of()).stream())
                .flatMapToInt(point -> IntStream.of(point, point)).toArray();
        return points.union(CodePoints.of(same));
    }

    private static Map<Integer, List<Integer>> same() {
        var byFold = new HashMap<Integer, List<Integer>>();
        for (var point = 0; point <= CodePoints.LAST; point++) {
            var fold = Character.toLowerCase(Character.toUpperCase(point));
            if (fold != point && !EXCEPTIONS.contains(point)) {
                byFold.computeIfAbsent(fold, itself -> new ArrayList<>(List.of(itself))).add(point);
            }
        }
        var same = new HashMap<Integer, List<Integer>>();
        byFold.values().forEach(points -> points.forEach(point -> same.put(point, points)));
        return same;
    }
}
