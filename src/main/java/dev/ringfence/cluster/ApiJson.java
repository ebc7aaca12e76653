package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.jackson.Jackson2JdkTypesModule;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of the Kubernetes API, in which only those kinds have a class that Ringfence handles by one; the others are trees.
///
/// Left to itself, the client library loads the classes of every kind that there is when it decodes its first watch event. That
/// takes longer than all else at the start, and a policy would be decoded twice: to its class, and from there to a tree.
final class ApiJson {
    private static final List<Class<? extends KubernetesResource>> KINDS = List.of(Namespace.class, Pod.class,
            Lease.class, Status.class);

    private ApiJson() {}

    static KubernetesSerialization create() {
        var mapper = JsonMapper.builderWithJackson2Defaults().addModule(new Jackson2JdkTypesModule()).build();
        var json = new KubernetesSerialization(mapper, /* searchClassloaders= */ false);
        KINDS.forEach(json::registerKubernetesResource);
        return json;
    }
}
