package dev.ringfence.manifests;

import dev.ringfence.model.Address;
import dev.ringfence.model.Node;
import dev.ringfence.model.tree.Field;
import java.util.ArrayList;
import java.util.Set;

/// Reads what policies may refer to of a node: its labels, and its addresses.
final class NodeDecoder {
    private static final Set<String> NAMES = Set.of("Hostname", "InternalDNS", "ExternalDNS");

    private NodeDecoder() {}

    /// @throws dev.ringfence.model.tree.InvalidFieldException if an address is none
    static Node decode(Field document) {
        var metadata = ObjectMetadata.clusterScoped(document);
        var addresses = new ArrayList<Address>();
        for (var entry : document.get("status").get("addresses").items()) {
            var address = entry.get("address");
            if (!NAMES.contains(entry.get("type").optionalText().orElse(""))) {
                addresses.add(Address.parse(address.text())
                        .orElseThrow(() -> address.invalid("an IPv4 or IPv6 address")));
            }
        }
        return new Node(metadata.name(), metadata.labels(), addresses);
    }
}
