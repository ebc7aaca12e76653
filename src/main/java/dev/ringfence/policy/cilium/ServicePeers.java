package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads `toServices`: the pods behind Services, or the addresses listed by hand for them.
final class ServicePeers {

    private ServicePeers() {}

    /// The peers of a list; nothing where it names no Service that has any.
    static Optional<PeerBounds> decode(Field list, Reading reading) {
        var found = new ArrayList<PeerBounds>();
        for (var item : list.items()) {
            var meant = meant(item);
            reading.references().services().stream().filter(meant)
                    .forEach(service -> behind(service, reading).ifPresent(found::add));
        }
        return found.stream().reduce(PeerBounds::union);
    }

    private static Predicate<Service> meant(Field item) {
        Structure.object(item);
        var named = item.get("k8sService");
        var labelled = item.get("k8sServiceSelector");
        var selector = labelled.present() ? selector(labelled) : LabelSelector.EVERYTHING;
        var name = named.present() ? name(named) : "";
        return service -> (named.present() && name.equals(service.name()) && in(named, service))
                || (labelled.present() && selector.matches(service.labels()) && in(labelled, service));
    }

    private static String name(Field named) {
        return Structure.object(named).get("serviceName").optionalText().orElse("");
    }

    private static LabelSelector selector(Field labelled) {
        return LabelSelectorDecoder.decode(Structure.object(labelled).get("selector"));
    }

    private static boolean in(Field reference, Service service) {
        var namespace = reference.get("namespace").optionalText().orElse("");
        return namespace.isEmpty() || namespace.equals(service.namespace());
    }

    private static Optional<PeerBounds> behind(Service service, Reading reading) {
        var selector = service.selector().filter(labels -> !labels.equals(LabelSelector.EVERYTHING));
        if (selector.isPresent()) {
            return Optional.of(PeerBounds.of(Peers.pods(List.of(pods(selector.get(), service)
                    .pods(reading.profile())))));
        }
        return service.endpoints().isEmpty()
                ? Optional.empty()
                : Optional.of(CidrPeers.at(new AddressSet(service.endpoints().stream()
                        .map(address -> new AddressRange(address, address)).toList()), reading));
    }

    private static IdentitySelector pods(LabelSelector selector, Service service) {
        var requirements = new ArrayList<Requirement>();
        selector.requirements()
                .forEach((key, values) -> requirements.add(Requirement.kubernetes(key, values)));
        return new IdentitySelector(requirements)
                .and(Requirement.kubernetes(IdentityLabels.NAMESPACE, ValueSet.of(service.namespace())));
    }
}
