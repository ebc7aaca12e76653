package dev.ringfence.connectivity.snapshot;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import java.util.List;

/// One end of a connection.
public sealed interface Party {

    /// What it is called in reports, such as `shop/web[Deployment]` or `10.0.0.0/8`.
    String name();

    /// Pods of one workload that policies cannot tell apart.
    ///
    /// @param pods at least one, in order of name
    /// @param whole whether these are all pods of the workload that there are
    record Pods(Workload workload, List<Pod> pods, boolean whole) implements Party {
        public Pods {
            pods = List.copyOf(pods);
        }

        /// The workload, or the first of the pods where the workload's pods differ.
        @Override
        public String name() {
            return whole ? name(workload) : name(pods.getFirst());
        }

        static String name(Workload workload) {
            return workload.namespace() + "/" + workload.name() + "[" + workload.kind() + "]";
        }

        static String name(Pod pod) {
            return pod.key() + "[Pod]";
        }

        /// A pod that stands for all of them.
        public Pod sample() {
            return pods.getFirst();
        }
    }

    /// Addresses outside of the cluster.
    record Outside(AddressRange range) implements Party {
        @Override
        public String name() {
            return range.toString();
        }
    }
}
