package dev.ringfence.cli;

import dev.ringfence.cluster.LiveState;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.enforcer.Detection;
import dev.ringfence.policy.enforcer.Enforcer;
import dev.ringfence.policy.enforcer.Sightings;
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
    private static final int TEXT_LIMIT = 1000;

    /// What files tell: the settings and the agent of Cilium, or any object of its own; nothing if there is none.
    static Optional<CiliumEvidence> in(List<Manifest> manifests) {
        var settings = manifests.stream()
                .filter(manifest -> is(manifest.tree(), "ConfigMap", "cilium-config"))
                .findFirst();
        var agent = manifests.stream().filter(manifest -> is(manifest.tree(), "DaemonSet", "cilium"))
                .findFirst();
        if (settings.isPresent() || agent.isPresent()) {
            var images = agent.flatMap(manifest -> image(Field.root(manifest.tree())))
                    .map(image -> Map.of(Enforcer.CILIUM, image)).orElse(Map.of());
            var detection = Detection.of(new Sightings(agent.isPresent() && images.isEmpty()
                    ? Map.of(Enforcer.CILIUM, "")
                    : images, settings.map(manifest -> Field.root(manifest.tree()).get("data").textMap())));
            return settings.or(() -> agent).map(manifest -> of(manifest, detection));
        }
        return manifests.stream().filter(manifest -> isOfCilium(manifest.tree())).findFirst()
                .map(manifest -> of(name(manifest.tree()) + " (" + manifest.position("") + ")"));
    }

    /// What a live cluster tells.
    static Optional<CiliumEvidence> in(LiveState live) {
        return live.enforcer().profile().cilium().isPresent()
                ? Optional.of(new CiliumEvidence(live.enforcer().evidence(), live.enforcer().profile()))
                : live.policies().stream().filter(object -> object.apiVersion().startsWith(GROUP)).findFirst()
                        .map(object -> of(object.key().toString()));
    }

    private static CiliumEvidence of(String text) {
        return new CiliumEvidence(OneLine.of(text, NAME_LIMIT), EnforcementProfile.CILIUM);
    }

    private static CiliumEvidence of(Manifest manifest, Detection detection) {
        var text = new StringBuilder(
                OneLine.of(name(manifest.tree()) + " (" + manifest.position("") + ")", NAME_LIMIT));
        detection.warnings().forEach(warning -> text.append("; ").append(warning));
        return new CiliumEvidence(OneLine.of(text.toString(), TEXT_LIMIT), detection.profile());
    }

    private static boolean is(Map<String, Object> tree, String kind, String name) {
        return kind.equals(tree.get("kind")) && tree.get("metadata") instanceof Map<?, ?> metadata
                && name.equals(metadata.get("name"));
    }

    private static Optional<String> image(Field daemonSet) {
        return daemonSet.get("spec").get("template").get("spec").get("containers").items().stream()
                .filter(container -> "cilium-agent".equals(container.get("name").raw()))
                .flatMap(container -> container.get("image").optionalText().stream()).findFirst();
    }

    private static boolean isOfCilium(Map<String, Object> tree) {
        return tree.get("apiVersion") instanceof String version && version.startsWith(GROUP);
    }

    private static String name(Map<String, Object> tree) {
        var name = tree.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : null;
        return tree.get("kind") + (name == null ? "" : " " + name);
    }
}
