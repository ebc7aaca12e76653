package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.Constraint;
import dev.ringfence.model.request.Request;
import dev.ringfence.policy.Rule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/// What may be used with one peer: on which protocols and ports, and where requests are looked into, which of these.
///
/// @param open the ports on which anything may be said
/// @param limited further ports, by what may be said there; no port is there twice
public record Traffic(PortSet open, Map<Constraint, PortSet> limited) {
    public static final Traffic NONE = new Traffic(PortSet.NONE, Map.of());
    public static final Traffic ALL = new Traffic(PortSet.ALL, Map.of());

    public Traffic {
        limited = limited.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(limited));
    }

    /// Anything on some ports.
    public static Traffic of(PortSet ports) {
        return ports.isEmpty() ? NONE : new Traffic(ports, Map.of());
    }

    /// What a rule speaks of.
    public static Traffic of(Rule rule) {
        return of(rule.ports(), rule.said().constraint());
    }

    /// Some requests on some ports.
    static Traffic of(PortSet ports, Constraint said) {
        if (said.isEverything()) {
            return of(ports);
        }
        return ports.isEmpty() || said.isNothing() ? NONE : new Traffic(PortSet.NONE, Map.of(said, ports));
    }

    /// The ports on which anything may be said, or at least something.
    public PortSet ports() {
        return limited.values().stream().reduce(open, PortSet::union);
    }

    public boolean isEmpty() {
        return open.isEmpty() && limited.isEmpty();
    }

    /// A request that shows what may be said on the ports that are not open; none if all are.
    public Optional<Request> request() {
        return limited.keySet().stream().flatMap(said -> said.witness().stream()).findFirst();
    }

    /// A part that shows it to a person: ports on which anything may be said, or else those on which the same may be.
    public Traffic sample() {
        return open.isEmpty() && !limited.isEmpty()
                ? limited.entrySet().stream().map(part -> of(part.getValue(), part.getKey())).findFirst()
                        .orElseThrow()
                : of(open);
    }

    /// What is limited alone.
    public Traffic withoutOpen() {
        return open.isEmpty() ? this : new Traffic(PortSet.NONE, limited);
    }

    /// A destination that some requests are for; any name where that does not matter; none if there is nothing.
    Optional<String> destination() {
        return isEmpty()
                ? Optional.empty()
                : Optional
                        .of(limited.keySet().stream().flatMap(said -> said.destination().stream()).findFirst()
                                .orElse("any name"));
    }

    /// What of it is for a destination, known by this name.
    Traffic to(String name) {
        var there = of(open);
        for (var part : limited.entrySet()) {
            there = there.union(of(part.getValue(), part.getKey().to(name)));
        }
        return there;
    }

    /// What either has. Where one side has everything on a port, the requests of the other do not matter.
    public Traffic union(Traffic other) {
        if (isEmpty() || equals(other)) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        var all = open.union(other.open);
        if (limited.isEmpty() && other.limited.isEmpty()) {
            return all.equals(open) ? this : all.equals(other.open) ? other : of(all);
        }
        var parts = new Parts(all);
        limited.forEach((said, ports) -> parts.add(said, ports));
        other.limited.forEach((said, ports) -> parts.add(said, ports));
        return parts.traffic();
    }

    /// What both have.
    public Traffic intersect(Traffic other) {
        if (isEmpty() || equals(other)) {
            return this;
        }
        var both = of(open.intersect(other.open));
        for (var part : limited.entrySet()) {
            both = both.union(of(part.getValue().intersect(other.open), part.getKey()));
            for (var there : other.limited.entrySet()) {
                both = both.union(of(part.getValue().intersect(there.getValue()),
                        part.getKey().intersect(there.getKey())));
            }
        }
        for (var part : other.limited.entrySet()) {
            both = both.union(of(part.getValue().intersect(open), part.getKey()));
        }
        return both;
    }

    /// What is here and not in `other`: surely, or perhaps, since two ways to limit requests cannot always be compared.
    Traffic minus(Traffic other, Bound bound) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var taken = other.ports();
        var left = of(open.minus(taken)).union(left(Constraint.EVERYTHING, open, other, bound));
        for (var part : limited.entrySet()) {
            left = left.union(of(part.getValue().minus(taken), part.getKey()))
                    .union(left(part.getKey(), part.getValue(), other, bound));
        }
        return left;
    }

    /// What is left of some requests on ports that `other` limits too.
    private static Traffic left(Constraint said, PortSet ports, Traffic other, Bound bound) {
        var left = NONE;
        for (var there : other.limited.entrySet()) {
            var common = ports.intersect(there.getValue());
            if (!common.isEmpty()) {
                var excess = said.minus(there.getKey());
                left = left.union(of(common, bound == Bound.LEAST ? excess.certain() : excess.possible()));
            }
        }
        return left;
    }

    /// The same with a pod that declares these ports: names become numbers.
    Traffic resolve(Collection<ContainerPort> declared) {
        return map(ports -> ports.resolve(declared));
    }

    /// The same without what only names say, for peers that declare no ports.
    Traffic withoutNames() {
        return map(PortSet::withoutNames);
    }

    private Traffic map(UnaryOperator<PortSet> change) {
        var changed = of(change.apply(open));
        for (var part : limited.entrySet()) {
            changed = changed.union(of(change.apply(part.getValue()), part.getKey()));
        }
        return changed;
    }

    /// Such as `TCP 22; TCP 80 for HTTP with path /v1`.
    @Override
    public String toString() {
        if (limited.isEmpty()) {
            return open.toString();
        }
        var text = new StringJoiner("; ");
        if (!open.isEmpty()) {
            text.add(open.toString());
        }
        limited.forEach((said, ports) -> text.add(ports + " for " + said));
        return text.toString();
    }

    /// Limited ports as they are joined: where two meet, either's requests may be made.
    private static final class Parts {
        private final PortSet open;
        private final Map<Constraint, PortSet> parts = new LinkedHashMap<>();

        Parts(PortSet open) {
            this.open = open;
        }

        void add(Constraint said, PortSet ports) {
            var rest = ports.minus(open);
            for (var part : Map.copyOf(parts).entrySet()) {
                var common = part.getValue().intersect(rest);
                if (!common.isEmpty()) {
                    parts.merge(part.getKey(), common, PortSet::minus);
                    parts.merge(part.getKey().union(said), common, PortSet::union);
                    rest = rest.minus(common);
                }
            }
            parts.merge(said, rest, PortSet::union);
        }

        Traffic traffic() {
            var anything = open;
            var kept = new LinkedHashMap<Constraint, PortSet>();
            for (var part : parts.entrySet()) {
                if (part.getKey().isEverything()) {
                    anything = anything.union(part.getValue());
                } else if (!part.getValue().isEmpty() && !part.getKey().isNothing()) {
                    kept.put(part.getKey(), part.getValue());
                }
            }
            return new Traffic(anything, kept);
        }
    }
}
