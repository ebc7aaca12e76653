package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a reference from a baseline to a policy.
final class PolicyReferenceDecoder {
    private static final List<String> NAMESPACED = List.of("NetworkPolicy", "CiliumNetworkPolicy");
    private static final List<String> CLUSTER_SCOPED = List.of("CiliumClusterwideNetworkPolicy",
            "AdminNetworkPolicy",
            "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy");

    private PolicyReferenceDecoder() {}

    static PolicyReference decode(Field reference) {
        reference.only("kind", "namespace", "name");
        var kind = reference.get("kind").oneOf("",
                Stream.concat(NAMESPACED.stream(), CLUSTER_SCOPED.stream()).toArray(String[]::new));
        if (kind.isEmpty()) {
            throw reference.get("kind").invalid("the kind of a policy");
        }
        var namespace = reference.get("namespace");
        if (namespace.present() && CLUSTER_SCOPED.contains(kind)) {
            throw namespace.invalid("no namespace, since " + kind + " is cluster-scoped");
        }
        return new PolicyReference(kind,
                namespace.present() ? Optional.of(Syntax.DNS_LABEL.read(namespace)) : Optional.empty(),
                Syntax.DNS_NAME.read(reference.get("name")));
    }
}
