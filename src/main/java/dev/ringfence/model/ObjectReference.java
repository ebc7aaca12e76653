package dev.ringfence.model;

/// Names one object of the cluster.
///
/// @param namespace empty for a cluster-scoped object
/// @param uid empty where it is not known, as for an object that does not exist
public record ObjectReference(String apiVersion, String kind, String namespace, String name, String uid) {

    public static ObjectReference of(Pod pod) {
        return new ObjectReference("v1", "Pod", pod.namespace(), pod.name(), pod.uid());
    }

    public static ObjectReference of(Workload workload) {
        return new ObjectReference(workload.apiVersion(), workload.kind(), workload.namespace(),
                workload.name(), "");
    }

    public static ObjectReference namespace(String name, String uid) {
        return new ObjectReference("v1", "Namespace", "", name, uid);
    }

    /// `Kind namespace/name`, or `Kind name` for a cluster-scoped object.
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
