package dev.ringfence.manifests;

import dev.ringfence.model.Labels;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.Map;
import java.util.Optional;

/// The metadata of an object from a file, with the defaults of the API server.
///
/// @param namespace empty for a cluster-scoped object
/// @param owner the controller that the object belongs to
record ObjectMetadata(String namespace, String name, String uid, Labels labels, Optional<Owner> owner) {

    /// A reference from an object to the controller that made it.
    record Owner(String apiVersion, String kind, String name) {}

    /// The metadata of a namespaced object.
    ///
    /// @param defaultNamespace the namespace of objects that name none
    static ObjectMetadata namespaced(Field document, String defaultNamespace) {
        var metadata = checked(document);
        var namespace = metadata.get("namespace");
        return read(metadata, isSet(namespace) ? Syntax.DNS_LABEL.read(namespace) : defaultNamespace,
                name(metadata));
    }

    /// `namespace/name`.
    String key() {
        return namespace + "/" + name;
    }

    /// The metadata of a namespace.
    static ObjectMetadata ofNamespace(Field document) {
        var metadata = checked(document);
        return read(metadata, "", Syntax.DNS_LABEL.read(metadata.get("name")));
    }

    /// The metadata of another object that belongs to no namespace.
    static ObjectMetadata clusterScoped(Field document) {
        var metadata = checked(document);
        if (isSet(metadata.get("namespace"))) {
            throw metadata.get("namespace").invalid("no namespace for an object of the whole cluster");
        }
        return read(metadata, "", name(metadata));
    }

    /// What a cluster-scoped or namespaced object of any kind is called, as far as it says so.
    static String nameOf(Field document) {
        return document.get("metadata").raw() instanceof Map<?, ?>
                && document.get("metadata").get("name").raw() instanceof String name ? name : "";
    }

    private static Field checked(Field document) {
        document.get("metadata").get("annotations").textMap();
        return document.get("metadata").only("name", "generateName", "namespace", "labels", "annotations",
                "ownerReferences", "uid", "resourceVersion", "generation", "creationTimestamp",
                "deletionTimestamp", "deletionGracePeriodSeconds", "finalizers", "managedFields", "selfLink");
    }

    private static ObjectMetadata read(Field metadata, String namespace, String name) {
        return new ObjectMetadata(namespace, name, metadata.get("uid").optionalText().orElse(""),
                Labels.of(LabelSelectorDecoder.labels(metadata.get("labels"))),
                owner(metadata.get("ownerReferences")));
    }

    /// An object whose name the API server completes stands for all that will be named so.
    private static String name(Field metadata) {
        var name = metadata.get("name");
        var beginning = metadata.get("generateName");
        return isSet(beginning) && !isSet(name) ? beginning.text() + "*" : Syntax.DNS_NAME.read(name);
    }

    private static boolean isSet(Field field) {
        return field.present() && !"".equals(field.raw());
    }

    private static Optional<Owner> owner(Field references) {
        for (var reference : references.items()) {
            if (reference.get("controller").flag(false)) {
                return Optional.of(new Owner(reference.get("apiVersion").optionalText().orElse(""),
                        reference.get("kind").optionalText().orElse("Pod"),
                        reference.get("name").text()));
            }
        }
        return Optional.empty();
    }
}
