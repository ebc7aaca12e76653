package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Labels;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;

/// Reads a CiliumCIDRGroup.
public final class CidrGroupDecoder {
    public static final String KIND = "CiliumCIDRGroup";

    private CidrGroupDecoder() {}

    /// The group that `document` says.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static CidrGroup decode(Field document) {
        var metadata = document.get("metadata");
        var addresses = AddressSet.NONE;
        var list = Structure.object(document.get("spec")).get("externalCIDRs");
        if (!list.present()) {
            throw list.invalid("a list");
        }
        for (var item : list.items()) {
            addresses = addresses.union(AddressSet.of(CidrPeers.range(item)));
        }
        return new CidrGroup(Syntax.DNS_NAME.read(metadata.get("name")),
                Labels.of(LabelSelectorDecoder.labels(metadata.get("labels"))), addresses);
    }
}
