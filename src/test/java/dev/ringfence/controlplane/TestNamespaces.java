package dev.ringfence.controlplane;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The namespaces of one test: fresh names, and gone afterwards.
public final class TestNamespaces implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final KubernetesClient admin;
    private final String prefix;
    private final List<String> names = new ArrayList<>();

    TestNamespaces(KubernetesClient admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// A new namespace without labels of its own.
    public String create() {
        return create(Map.of());
    }

    /// A new namespace.
    public String create(Map<String, String> labels) {
        String name = freshName();
        Namespace namespace = new NamespaceBuilder().withNewMetadata().withName(name).withLabels(labels)
                .endMetadata().build();
        admin.resource(namespace).create();
        return name;
    }

    /// The name of a namespace that does not exist, for a test that makes it exist; deleted afterwards too.
    public String freshName() {
        String name = prefix + "-" + COUNTER.incrementAndGet();
        names.add(name);
        return name;
    }

    /// Deletes the namespaces without waiting for their end.
    @Override
    public void close() {
        for (String name : names) {
            admin.namespaces().withName(name).delete();
        }
    }
}
