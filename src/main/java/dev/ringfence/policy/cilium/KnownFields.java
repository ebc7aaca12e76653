package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fields that the objects in a policy of Cilium may have, by the name of the field that holds them.
///
/// In what people write, a field that is misspelt or in the wrong place would change the meaning silently: `kubectl` refuses it, and
/// so does this. In objects of a cluster the API server keeps the fields of its own definition; where that is newer, one more
/// may restrict a rule or open it, and nobody here can tell.
public final class KnownFields {
    private static final Map<String, Set<String>> BY_HOLDER = fields(
            """
                    spec, specs: description egress egressDeny enableDefaultDeny endpointSelector ingress ingressDeny labels log nodeSelector
                    ingress: fromCIDR fromCIDRSet fromEndpoints fromEntities fromGroups fromNodes fromRequires toPorts icmps authentication auth
                    ingressDeny: fromCIDR fromCIDRSet fromEndpoints fromEntities fromGroups fromNodes fromRequires toPorts icmps
                    egress: toCIDR toCIDRSet toEndpoints toEntities toFQDNs toGroups toNodes toRequires toServices toPorts icmps authentication auth
                    egressDeny: toCIDR toCIDRSet toEndpoints toEntities toGroups toNodes toRequires toServices toPorts icmps
                    endpointSelector, nodeSelector, fromEndpoints, toEndpoints, fromNodes, toNodes, fromRequires, toRequires: matchLabels matchExpressions
                    selector, cidrGroupSelector: matchLabels matchExpressions
                    matchExpressions: key operator values
                    enableDefaultDeny: ingress egress
                    labels: key source value
                    log: value
                    authentication: mode
                    fromCIDRSet, toCIDRSet: cidr cidrGroupRef cidrGroupSelector except
                    fromGroups, toGroups: aws
                    aws: labels region securityGroupsIds securityGroupsNames
                    toServices: k8sService k8sServiceSelector
                    k8sService: serviceName namespace
                    k8sServiceSelector: selector namespace
                    toFQDNs, dns: matchName matchPattern
                    icmps: fields
                    fields: family type
                    toPorts: ports rules listener serverNames originatingTLS terminatingTLS
                    ports: port endPort protocol
                    rules: http dns kafka l7 l7proto
                    http: path method host headers headerMatches
                    headerMatches: name value secret mismatch
                    secret: name namespace
                    kafka: role topic clientID apiKey apiVersion
                    listener: envoyConfig name priority
                    envoyConfig: kind name
                    originatingTLS, terminatingTLS: secret trustedCA certificate privateKey
                    """);
    /// What they hold has names of its own, or is what an early release called `authentication`, and means nothing any more.
    private static final Set<String> FREE = Set.of("matchLabels", "l7", "auth");

    private KnownFields() {}

    private static Map<String, Set<String>> fields(String table) {
        var fields = new TreeMap<String, Set<String>>();
        for (var row : table.lines().toList()) {
            var colon = row.indexOf(':');
            var names = new TreeSet<>(List.of(row.substring(colon + 2).split(" ", -1)));
            for (var holder : row.substring(0, colon).split(", ", -1)) {
                fields.put(holder, names);
            }
        }
        return fields;
    }

    /// Refuses a policy with a field that is not known.
    ///
    /// @param document the object; only its `spec` and `specs` are looked at
    /// @throws dev.ringfence.model.tree.InvalidFieldException with the place of the field
    public static void check(Field document) {
        check("spec", document.get("spec"));
        check("specs", document.get("specs"));
    }

    private static void check(String holder, Field field) {
        switch (field.raw()) {
            case List<?> _ -> field.items().forEach(item -> {
                if (item.raw() instanceof Map<?, ?>) {
                    members(holder, item);
                }
            });
            // The labels of a group of the cloud.
            case Map<?, ?> _ when holder.equals("labels") -> {
            }
            case Map<?, ?> _ -> members(holder, field);
            case null, default -> {
            }
        }
    }

    private static void members(String holder, Field object) {
        var known = BY_HOLDER.getOrDefault(holder, Set.of());
        object.only(known.toArray(String[]::new));
        object.members().forEach((name, member) -> {
            if (!FREE.contains(name)) {
                check(name, member);
            }
        });
    }
}
