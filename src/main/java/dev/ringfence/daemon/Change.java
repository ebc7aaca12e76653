package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Node;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Service;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.util.List;
import java.util.Optional;

/// Something that the shell tells the loop: the newest state of one thing, never an instruction.
public sealed interface Change {

    /// What the change is about. A later change with an equal subject makes an earlier one that still waits superfluous.
    Object subject();

    /// The newest state of a namespace; absent once it is gone.
    record NamespaceChange(String name, Optional<Namespace> state) implements Change {
        @Override
        public Object subject() {
            return List.of("Namespace", name);
        }
    }

    /// The newest state of a pod; absent once it is gone.
    record PodChange(String namespace, String name, Optional<Pod> state) implements Change {
        @Override
        public Object subject() {
            return List.of("Pod", namespace, name);
        }
    }

    /// The newest state of a policy; absent once it is gone.
    record PolicyChange(PolicyKey key, Optional<PolicyObject> state) implements Change {
        @Override
        public Object subject() {
            return key;
        }
    }

    /// The newest state of a Service; absent once it is gone, or once no dialect in use refers to Services.
    record ServiceChange(String namespace, String name, Optional<Service> state) implements Change {
        @Override
        public Object subject() {
            return List.of("Service", namespace, name);
        }
    }

    /// The newest state of a named set of addresses; absent once it is gone.
    record CidrGroupChange(String name, Optional<CidrGroup> state) implements Change {
        @Override
        public Object subject() {
            return List.of("CiliumCIDRGroup", name);
        }
    }

    /// The newest state of a node; absent once it is gone, or once no dialect in use refers to nodes.
    record NodeChange(String name, Optional<Node> state) implements Change {
        @Override
        public Object subject() {
            return List.of("Node", name);
        }
    }

    /// How the enforcer reads policies, as far as it is known now.
    ///
    /// @param evidence how that was found out, in one line
    record ProfileChange(EnforcementProfile profile, String evidence) implements Change {
        @Override
        public Object subject() {
            return "Profile";
        }
    }

    /// The newest state of a baseline from one source; absent once it is gone.
    record BaselineChange(String name, BaselineObject.Source source,
            Optional<BaselineObject> state) implements Change {
        @Override
        public Object subject() {
            return List.of("IsolationBaseline", source, name);
        }
    }

    /// The newest state of a watch.
    record WatchChange(WatchState state) implements Change {
        @Override
        public Object subject() {
            return List.of("Watch", state.resource());
        }
    }

    /// Whether this replica leads.
    record LeadershipChange(Leadership leadership) implements Change {
        @Override
        public Object subject() {
            return "Leadership";
        }
    }

    /// The end of an action, which the daemon leaves to itself.
    ///
    /// @param key the drift that asked for the action
    record ActionChange(DriftKey key, Action action, Outcome outcome) implements Change {
        @Override
        public Object subject() {
            return List.of("Action", key);
        }
    }

    /// What Ringfence may not do, all of it.
    record PermissionsChange(List<MissingPermission> missing) implements Change {
        public PermissionsChange {
            missing = List.copyOf(missing);
        }

        @Override
        public Object subject() {
            return "Permissions";
        }
    }
}
