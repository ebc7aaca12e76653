package dev.ringfence.drift;

import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Service;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.References;
import dev.ringfence.policy.cilium.CidrGroupDecoder;
import dev.ringfence.policy.dialect.Dialects;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what made a policy mean something else whose text is as approved: an object that it refers to.
final class ChangedInput {
    /// How many changed objects are tried one by one.
    private static final int TRIED = 100;

    private ChangedInput() {}

    /// The object that changed; nothing where the policy's own text makes the difference.
    static Optional<ObjectReference> of(Suspect suspect, Circumstances circumstances) {
        var approved = circumstances.expectation().context();
        var now = circumstances.context();
        var kept = circumstances.expectation().kept(suspect.key());
        if (suspect.kind() != DriftKind.POLICY_CHANGED || kept.isEmpty()
                || approved.references().equals(now.references())) {
            return Optional.empty();
        }
        Function<References, Optional<List<Policy>>> meaning = references -> {
            try {
                return Optional.of(Dialects.decode(suspect.key(),
                        Field.at(kept.get().path(), kept.get().manifest()),
                        new DecodingContext(now.profile(), references)));
            } catch (InvalidFieldException _) {
                return Optional.empty();
            }
        };
        if (!meaning.apply(now.references()).equals(suspect.live().map(LivePolicy::meaning))) {
            return Optional.empty();
        }
        var swapped = swapped(approved.references(), now.references());
        return swapped.entrySet().stream()
                .filter(entry -> !meaning.apply(entry.getValue()).equals(Optional.of(suspect.approved())))
                .map(Map.Entry::getKey).findFirst()
                .or(() -> swapped.keySet().stream().findFirst());
    }

    /// What was approved, with one object as it is now, for each object that changed.
    private static Map<ObjectReference, References> swapped(References approved, References now) {
        var swapped = new LinkedHashMap<ObjectReference, References>();
        one(approved.cidrGroups(), now.cidrGroups(), ChangedInput::reference)
                .forEach((changed, groups) -> swapped
                        .put(changed, new References(approved.services(), groups, approved.nodes(),
                                approved.declaredPorts())));
        one(approved.services(), now.services(), ChangedInput::reference)
                .forEach((changed, services) -> swapped
                        .put(changed, new References(services, approved.cidrGroups(), approved.nodes(),
                                approved.declaredPorts())));
        return swapped;
    }

    private static <T> Map<ObjectReference, List<T>> one(List<T> approved, List<T> now,
            Function<T, ObjectReference> reference) {
        var before = approved.stream().collect(Collectors.toMap(reference, Function.identity()));
        var after = now.stream().collect(Collectors.toMap(reference, Function.identity()));
        var all = new LinkedHashMap<>(before);
        all.putAll(after);
        var lists = new LinkedHashMap<ObjectReference, List<T>>();
        all.keySet().stream().sorted(Comparator.comparing(ObjectReference::toString))
                .filter(name -> !Optional.ofNullable(before.get(name))
                        .equals(Optional.ofNullable(after.get(name))))
                .limit(TRIED).forEach(name -> {
                    var mixed = new TreeMap<String, T>();
                    before.forEach((known, value) -> mixed.put(known.toString(), value));
                    mixed.remove(name.toString());
                    Optional.ofNullable(after.get(name))
                            .ifPresent(value -> mixed.put(name.toString(), value));
                    lists.put(name, List.copyOf(mixed.values()));
                });
        return lists;
    }

    private static ObjectReference reference(CidrGroup group) {
        return new ObjectReference("cilium.io/v2", CidrGroupDecoder.KIND, "", group.name(), "");
    }

    private static ObjectReference reference(Service service) {
        return new ObjectReference("v1", "Service", service.namespace(), service.name(), "");
    }
}
