package dev.ringfence.cluster.translate;

import dev.ringfence.model.Address;
import dev.ringfence.model.Node;
import dev.ringfence.model.tree.Field;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/// What policies may refer to of nodes: their labels and addresses.
final class Nodes {
    private Nodes() {}

    static Node translate(GenericKubernetesResource node) {
        var metadata = Metadata.of(node);
        var listed = Field.root(node.getAdditionalProperties()).get("status").get("addresses").items();
        // Names are among the addresses of a node too.
        return new Node(metadata.getName().intern(), Pods.labels(metadata),
                listed.stream().flatMap(entry -> entry.get("address").optionalText().stream())
                        .flatMap(text -> Address.parse(text).stream()).distinct().toList());
    }
}
