package dev.ringfence.connectivity;

import dev.ringfence.policy.Action;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The evaluation of all tiers, in their order, for every peer of one sort at once (network-policy-api, API overview).
///
/// @param <X> a function from peers to what may be used with each
record Decision<X>(PeerSpace<X> space, Bound bound) {

    /// How far the evaluation has come.
    ///
    /// @param passed what was left to the next tier, past the rest of this one
    private record State<X>(X allowed, X undecided, X passed) {}

    /// What `layers` allow.
    static <X> X of(Layers layers, PeerSpace<X> space, Bound bound) {
        if (layers.doubtful()) {
            return bound == Bound.LEAST ? space.nothing() : space.everything();
        }
        if (layers.isPlain()) {
            return layers.middle().map(middle -> space.of(middle.allows(), bound))
                    .orElseGet(space::everything);
        }
        return new Decision<>(space, bound).decide(layers);
    }

    private X decide(Layers layers) {
        var state = new State<>(space.nothing(), space.everything(), space.nothing());
        for (var group : layers.admin()) {
            state = group(group, state);
        }
        var left = space.union(state.undecided(), state.passed());
        if (layers.middle().isPresent()) {
            // Final: what this tier does not allow is denied.
            return space.union(state.allowed(), space.intersect(left, middle(layers.middle().get())));
        }
        state = new State<>(state.allowed(), left, space.nothing());
        for (var group : layers.baseline()) {
            state = group(group, state);
        }
        return space.union(state.allowed(), space.union(state.undecided(), state.passed()));
    }

    private X middle(Middle middle) {
        var allowed = middle.isolates() ? space.of(middle.allows(), bound) : space.everything();
        if (!middle.proxied().isEmpty()) {
            allowed = space.union(space.minus(allowed, space.of(middle.redirected(), bound)),
                    space.union(space.of(middle.proxied(), bound), space.of(middle.lifting(), bound)));
        }
        if (!middle.always().isEmpty()) {
            allowed = space.union(allowed, space.of(List.of(EntitySpace.all(middle.always())), bound));
        }
        return space.minus(allowed, space.of(middle.denies(), bound));
    }

    /// The policies of one priority. Where several speak of the same traffic, any of them may come first: the least is allowed if
    /// the strictest does, the most if the most generous does.
    private State<X> group(List<List<Clause>> policies, State<X> before) {
        var met = new EnumMap<Action, X>(Action.class);
        for (var policy : policies) {
            var left = before.undecided();
            for (var clause : policy) {
                left = take(clause, left, met);
            }
        }
        var order = bound == Bound.LEAST
                ? List.of(Action.DENY, Action.PASS, Action.ALLOW)
                : List.of(Action.ALLOW, Action.PASS, Action.DENY);
        var state = before;
        for (var action : order) {
            state = settled(action, met.getOrDefault(action, space.nothing()), state);
        }
        return state;
    }

    /// Notes what of `left` a clause meets, and returns the rest.
    private X take(Clause clause, X left, Map<Action, X> met) {
        var here = space.intersect(left, space.of(List.of(clause), bound));
        met.merge(clause.action(), here, space::union);
        var rest = space.minus(left, here);
        var doubt = clause.doubt(bound);
        return doubt.isPresent() ? take(doubt.get(), rest, met) : rest;
    }

    private State<X> settled(Action action, X met, State<X> before) {
        var traffic = space.intersect(before.undecided(), met);
        var undecided = space.minus(before.undecided(), traffic);
        return switch (action) {
            case ALLOW -> new State<>(space.union(before.allowed(), traffic), undecided, before.passed());
            case PASS -> new State<>(before.allowed(), undecided, space.union(before.passed(), traffic));
            case DENY -> new State<>(before.allowed(), undecided, before.passed());
        };
    }
}
