package dev.ringfence.baseline;

import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the scope of a baseline.
final class ScopeDecoder {

    private ScopeDecoder() {}

    static Scope decode(Field scope) {
        scope.only("namespaces", "workloads", "otherPods");
        var namespaces = scope.get("namespaces").only("names", "selector", "create", "labels");
        var names = names(namespaces.get("names"));
        var selector = namespaces.get("selector");
        if (names.isEmpty() && !selector.present()) {
            throw namespaces.invalid("names or a selector of namespaces to guard");
        }
        var workloads = scope.get("workloads");
        return new Scope(names,
                selector.present() ? Optional.of(LabelSelectorDecoder.decode(selector)) : Optional.empty(),
                namespaces.get("create").flag(false),
                Labels.of(LabelSelectorDecoder.labels(namespaces.get("labels"))),
                workloads.present() ? LabelSelectorDecoder.decode(workloads) : LabelSelector.EVERYTHING,
                scope.get("otherPods").oneOf("Report", "Report", "Ignore").equals("Report"));
    }

    private static Set<String> names(Field list) {
        var unique = new UniqueNames("namespace");
        var names = new TreeSet<String>();
        for (var item : list.items()) {
            names.add(Syntax.DNS_LABEL.read(item));
            unique.add(item);
        }
        return names;
    }
}
