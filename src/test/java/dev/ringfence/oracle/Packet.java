package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfEntity;
import dev.ringfence.oracle.Party.OfPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One question: may a pod receive this from a peer (`ingress`), or send it to one (`egress`)?
///
/// @param port for ICMP the type of the message; other protocols without ports lack it
record Packet(OfPod subject, String direction, Party peer, String protocol, int port) {

    /// The same with another peer.
    Packet with(Party other) {
        return new Packet(subject, direction, other, protocol, port);
    }

    boolean isIngress() {
        return direction.equals("ingress");
    }

    /// The entries of the `ports` of the containers that receive it.
    List<Map<String, Object>> declared() {
        if (isIngress()) {
            return subject.ports();
        }
        return peer instanceof OfPod pod ? pod.ports() : List.of();
    }

    /// The address of the other end; nothing for an entity.
    Optional<String> address() {
        return switch (peer) {
            case OfPod pod -> pod.ips().stream().findFirst();
            case OfAddress(var ip) -> Optional.of(ip);
            case OfEntity _ -> Optional.empty();
        };
    }

    /// Whether the other end's address is in one of some CIDRs.
    boolean isIn(List<String> cidrs) {
        return address().map(ip -> cidrs.stream().anyMatch(cidr -> Oracle.isInCidr(cidr, ip)))
                .orElse(false);
    }
}
