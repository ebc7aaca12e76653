package dev.ringfence.baseline;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A baseline document as it was found, not decoded yet.
///
/// @param source where it comes from
/// @param uid the uid of the custom resource; empty for a file
/// @param generation the generation of the custom resource; 0 for a file
/// @param tree the whole document as a plain JSON tree
/// @param approvedPeers the peers that its status records as approved, absent where none were recorded yet
public record BaselineObject(String name, Source source, String uid, long generation,
        Map<String, Object> tree,
        Optional<ApprovedPeers> approvedPeers) {

    /// Where a baseline comes from.
    ///
    /// @param file the file, with the document's number where it has several; empty for a custom resource
    public record Source(String file) {
        public static final Source CLUSTER = new Source("");

        public boolean isFile() {
            return !file.isEmpty();
        }
    }

    /// The peers that fell under the baseline's allowed peer selectors when it was first judged.
    ///
    /// @param generation the generation of the baseline that was judged
    /// @param names direction and workload as `Ingress namespace/Kind/name`, direction and namespace as `Egress Namespace/name`
    public record ApprovedPeers(long generation, Set<String> names) {
        public ApprovedPeers {
            names = Set.copyOf(names);
        }
    }
}
