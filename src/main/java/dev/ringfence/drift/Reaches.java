package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The latest reaches and differences of one judgement, each worked out once: cells differ in few of the policies that select them.
///
/// Policies are told apart as objects, which is quick; equal ones that are not the same cost their work again.
final class Reaches {
    /// A namespace may have a great many policies at fault, each of which asks its own questions, once.
    private static final int LIMIT = 1_000;

    private final EnforcementProfile profile;
    private final Map<Question, Reach> reaches = new HashMap<>();
    private final Map<Pair, Excess> differences = new HashMap<>();

    Reaches(EnforcementProfile profile) {
        this.profile = profile;
    }

    /// What pods that declare some ports could reach, or be reached by, if just `policies` selected them.
    Reach of(List<Policy> policies, Direction direction, Optional<List<ContainerPort>> declared) {
        forgetTooMany(reaches);
        return reaches.computeIfAbsent(new Question(policies, direction, declared),
                _ -> Reach.of(policies, direction, declared, profile));
    }

    /// What `more` allows and `less` does not.
    Excess difference(Reach more, Reach less) {
        forgetTooMany(differences);
        return differences.computeIfAbsent(new Pair(more, less), _ -> Excess.of(more, less));
    }

    private static void forgetTooMany(Map<?, ?> kept) {
        if (kept.size() >= LIMIT) {
            kept.clear();
        }
    }

    private record Question(List<Policy> policies, Direction direction,
            Optional<List<ContainerPort>> declared) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question that && direction == that.direction
                    && declared.equals(that.declared) && areSame(policies, that.policies);
        }

        private static boolean areSame(List<Policy> one, List<Policy> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (var i = 0; i < one.size(); i++) {
                if (!isSame(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(Policy one, Policy other) {
            return one == other;
        }

        @Override
        public int hashCode() {
            var hash = direction.hashCode();
            for (var policy : policies) {
                hash = 31 * hash + System.identityHashCode(policy);
            }
            return 31 * hash + declared.hashCode();
        }
    }

    /// Two reaches as objects.
    private record Pair(Reach more, Reach less) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair that && more == that.more && less == that.less;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(more) + System.identityHashCode(less);
        }
    }
}
