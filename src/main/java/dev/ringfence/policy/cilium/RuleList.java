package dev.ringfence.policy.cilium;

import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;

/// One of the four lists of rules that a policy may have.
enum RuleList {
    INGRESS("ingress", Direction.INGRESS, Action.ALLOW), INGRESS_DENY("ingressDeny", Direction.INGRESS,
            Action.DENY), EGRESS("egress", Direction.EGRESS,
                    Action.ALLOW), EGRESS_DENY("egressDeny", Direction.EGRESS, Action.DENY);

    private final String field;
    private final Direction direction;
    private final Action action;

    RuleList(String field, Direction direction, Action action) {
        this.field = field;
        this.direction = direction;
        this.action = action;
    }

    String field() {
        return field;
    }

    Direction direction() {
        return direction;
    }

    Action action() {
        return action;
    }

    /// The name of a field for peers, such as `fromEndpoints` for `Endpoints`.
    String peers(String kind) {
        return switch (direction) {
            case INGRESS -> "from" + kind;
            case EGRESS -> "to" + kind;
        };
    }
}
