package dev.ringfence.policy.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A kind of thing to which policies refer besides pods and namespaces.
///
/// Told by the names of fields alone, so that a policy that cannot be decoded refers to something, too. Some policies that
/// are named here may turn out not to depend on it; none that depends on it is left out.
public enum ReferenceKind {
    SERVICES, CIDR_GROUPS, NODES,
    /// The named ports of all pods, where the enforcer looks names up in the whole cluster.
    DECLARED_PORTS;

    private static final Map<String, ReferenceKind> FIELDS = Map.ofEntries(Map.entry("toServices", SERVICES),
            Map.entry("cidrGroupRef", CIDR_GROUPS), Map.entry("cidrGroupSelector", CIDR_GROUPS),
            Map.entry("fromNodes", NODES), Map.entry("toNodes", NODES), Map.entry("nodes", NODES),
            // Addresses may mean nodes, by a setting of the enforcer.
            Map.entry("fromCIDR", NODES), Map.entry("toCIDR", NODES), Map.entry("fromCIDRSet", NODES),
            Map.entry("toCIDRSet", NODES), Map.entry("ipBlock", NODES));

    /// What a policy refers to.
    ///
    /// @param tree the object as a plain JSON tree
    public static Set<ReferenceKind> in(Map<String, Object> tree) {
        var found = EnumSet.noneOf(ReferenceKind.class);
        collect(tree.get("spec"), found);
        collect(tree.get("specs"), found);
        return found;
    }

    private static void collect(@Nullable Object value, Set<ReferenceKind> found) {
        switch (value) {
            case Map<?, ?> members -> members.forEach((name, member) -> {
                var kind = name instanceof String field ? FIELDS.get(field) : null;
                if (kind != null) {
                    found.add(kind);
                } else if ("port".equals(name) && member instanceof String port && !isNumber(port)) {
                    found.add(DECLARED_PORTS);
                }
                collect(member, found);
            });
            case List<?> items -> items.forEach(item -> collect(item, found));
            case null, default -> {
            }
        }
    }

    private static boolean isNumber(String port) {
        return port.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
