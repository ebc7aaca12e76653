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
/// @param entities those with which anything may be used
record Extent(Optional<Diagram<AddressMap>> pods, AddressMap outside, Map<Entity, Traffic> entities) {
    static final Extent NOTHING = new Extent(Optional.of(PodSpace.NOTHING), AddressMap.NOTHING, Map.of());

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
                Decision.of(layers, new AddressSpace(layers.direction()), bound), entities);
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
        return outside.isEmpty() && entities.isEmpty() && pods.map(PodSpace.NOTHING::equals).orElse(false);
    }

    Extent union(Extent other) {
        return equals(other) ? this : combine(other, AddressMap::union, Traffic::union);
    }

    Extent intersect(Extent other) {
        return equals(other) ? this : combine(other, AddressMap::intersect, Traffic::intersect);
    }

    /// What is here and not in `other`: surely, or perhaps.
    Extent minus(Extent other, Bound bound) {
        BinaryOperator<Traffic> minus = (left, right) -> left.minus(right, bound);
        if (pods.isPresent() && pods.equals(other.pods)) {
            return new Extent(Optional.of(PodSpace.NOTHING), outside.minus(other.outside, bound),
                    combined(other, minus));
        }
        return combine(other, (left, right) -> left.minus(right, bound), minus);
    }

    private Extent combine(Extent other, BinaryOperator<AddressMap> addresses,
            BinaryOperator<Traffic> ports) {
        return new Extent(pods.flatMap(
                here -> other.pods.flatMap(there -> DiagramCombination.of(here, there, addresses))),
                addresses.apply(outside, other.outside), combined(other, ports));
    }

    private Map<Entity, Traffic> combined(Extent other, BinaryOperator<Traffic> operator) {
        var combined = new EnumMap<Entity, Traffic>(Entity.class);
        for (var entity : Entity.values()) {
            combined.put(entity, operator.apply(with(entity), other.with(entity)));
        }
        return combined;
    }

    private Traffic with(Entity entity) {
        return entities.getOrDefault(entity, Traffic.NONE);
    }
}
