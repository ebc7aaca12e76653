package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Peers;
import java.util.List;

/// Reads `fromGroups` and `toGroups`: addresses that only the cloud knows, and that Cilium's operator writes into another policy.
final class GroupPeers {

    private GroupPeers() {}

    static PeerBounds decode(Field list, Reading reading) {
        for (var item : list.items()) {
            var aws = Structure.object(item).get("aws");
            if (aws.present()) {
                Structure.object(aws);
                aws.get("labels").textMap();
                aws.get("region").optionalText();
                List.of("securityGroupsIds", "securityGroupsNames").forEach(name -> aws.get(name).texts());
            }
        }
        return PeerBounds.perhaps(reading.is(Option.EMPTY_GROUPS_MAY_MEAN_EVERYONE)
                ? Peers.EVERYONE
                : PeerBounds.addresses(AddressSet.ALL).sure());
    }
}
