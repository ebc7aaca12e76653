package dev.ringfence.cli;

import dev.ringfence.manifests.Manifest;
import dev.ringfence.model.OneLine;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tells that Cilium enforces the policies of a cluster.
///
/// @param text the object, and where it stands
/// @param profile how this installation reads policies
record CiliumEvidence(String text, EnforcementProfile profile) {
    private static final String GROUP = "cilium.io/";
    private static final int NAME_LIMIT = 200;

    /// What files tell; nothing if no object is one of Cilium's.
    static Optional<CiliumEvidence> in(List<Manifest> manifests) {
        return manifests.stream().filter(manifest -> isOfCilium(manifest.tree())).findFirst()
                .map(manifest -> of(name(manifest.tree()) + " (" + manifest.position("") + ")"));
    }

    /// What a live cluster tells.
    static Optional<CiliumEvidence> among(List<PolicyObject> policies) {
        return policies.stream().filter(object -> object.apiVersion().startsWith(GROUP)).findFirst()
                .map(object -> of(object.key().toString()));
    }

    private static CiliumEvidence of(String text) {
        return new CiliumEvidence(OneLine.of(text, NAME_LIMIT), EnforcementProfile.CILIUM);
    }

    private static boolean isOfCilium(Map<String, Object> tree) {
        return tree.get("apiVersion") instanceof String version && version.startsWith(GROUP);
    }

    private static String name(Map<String, Object> tree) {
        var name = tree.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : null;
        return tree.get("kind") + (name == null ? "" : " " + name);
    }
}
