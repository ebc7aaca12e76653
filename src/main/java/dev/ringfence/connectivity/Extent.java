package dev.ringfence.connectivity;

import dev.ringfence.connectivity.diagram.Diagram;
import dev.ringfence.connectivity.diagram.DiagramCombination;
import dev.ringfence.connectivity.diagram.DiagramTooLargeException;
import dev.ringfence.policy.Entity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// What may be used with each peer there can be: pods by their labels and addresses, addresses outside, and entities.
///
/// @param pods absent where it is too tangled for an exact answer
/// @param outside at addresses outside of the cluster
/// @param names beyond that, at addresses that were found by the names that its requests say
/// @param entities those with which anything may be used
record Extent(Optional<Diagram<AddressMap>> pods, AddressMap outside, Traffic names,
        Map<Entity, Traffic> entities) {
    static final Extent NOTHING = new Extent(Optional.of(PodSpace.NOTHING), AddressMap.NOTHING, Traffic.NONE,
            Map.of());

    Extent {
        var some = new EnumMap<Entity, Traffic>(Entity.class);
        entities.forEach((entity, ports) -> {
            if (!ports.isEmpty()) {
                some.put(entity, ports);
            }
        });
        entities = Collections.unmodifiableMap(some);
    }

    /// What `layers` allow.
    ///
    /// @param byAddress whether the enforcer, where it may choose, matches pods by their addresses too
    static Extent of(Layers layers, boolean byAddress, Bound bound) {
        var entities = new EnumMap<Entity, Traffic>(Entity.class);
        for (var entity : Entity.values()) {
            entities.put(entity, Decision.of(layers, new EntitySpace(entity, layers.direction()), bound));
        }
        return new Extent(pods(layers, byAddress, bound),
                Decision.of(layers, new AddressSpace(layers.direction()), bound), names(layers, bound),
                entities);
    }

    private static Traffic names(Layers layers, Bound bound) {
        return layers.speaksOfNames()
                ? Decision.of(layers, new NameSpace(layers.direction()), bound)
                : Traffic.NONE;
    }

    private static Optional<Diagram<AddressMap>> pods(Layers layers, boolean byAddress, Bound bound) {
        try {
            return Optional.of(Decision.of(layers, new PodSpace(layers.direction(), byAddress), bound));
        } catch (DiagramTooLargeException _) {
            return Optional.empty();
        }
    }

    /// Whether there is surely nothing.
    boolean isEmpty() {
        return outside.isEmpty() && names.isEmpty() && entities.isEmpty()
                && pods.map(PodSpace.NOTHING::equals).orElse(false);
    }

    Extent union(Extent other) {
        return equals(other) ? this : combine(other, AddressMap::union, Traffic::union);
    }

    Extent intersect(Extent other) {
        return equals(other) ? this : combine(other, AddressMap::intersect, Traffic::intersect);
    }

    /// What is here and not in `other`: surely, or perhaps.
    ///
    /// An address that may be used is no name that may be; but a name may have addresses that may be used.
    Extent minus(Extent other, Bound bound) {
        BinaryOperator<Traffic> minus = (left, right) -> left.minus(right, bound);
        var addressed = bound == Bound.LEAST ? other.outside.somewhere() : other.outside.everywhere();
        var left = names.isEmpty() ? names : names.minus(other.names, bound).minus(addressed, bound);
        var rest = pods.isPresent() && pods.equals(other.pods)
                ? Optional.of(PodSpace.NOTHING)
                : combined(other, (here, there) -> here.minus(there, bound));
        return new Extent(rest, outside.minus(other.outside, bound), left, entities(other, minus));
    }

    /// The same with those names alone whose addresses get known.
    Extent learning(Traffic learned) {
        return names.isEmpty() ? this : new Extent(pods, outside, names.intersect(learned), entities);
    }

    private Extent combine(Extent other, BinaryOperator<AddressMap> addresses,
            BinaryOperator<Traffic> ports) {
        return new Extent(combined(other, addresses), addresses.apply(outside, other.outside),
                ports.apply(names, other.names), entities(other, ports));
    }

    private Optional<Diagram<AddressMap>> combined(Extent other, BinaryOperator<AddressMap> operator) {
        return pods.flatMap(
                here -> other.pods.flatMap(there -> DiagramCombination.of(here, there, operator)));
    }

    private Map<Entity, Traffic> entities(Extent other, BinaryOperator<Traffic> operator) {
        var combined = new EnumMap<Entity, Traffic>(Entity.class);
        for (var entity : Entity.values()) {
            combined.put(entity, operator.apply(with(entity), other.with(entity)));
        }
        return combined;
    }

    /// What may be used with an entity.
    Traffic with(Entity entity) {
        return entities.getOrDefault(entity, Traffic.NONE);
    }
}
