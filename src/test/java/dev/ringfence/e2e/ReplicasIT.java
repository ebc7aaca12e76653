package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Two replicas, of which one writes.
@WithControlPlane
class ReplicasIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theStandbySeesTheSameAndTakesOverWhenTheLeaderLeaves(ControlPlane plane, TestNamespaces namespaces) {
        var lease = namespaces.create();
        var kubeconfig = plane.kubeconfig(ControlPlane.ADMIN);
        try (var guarded = new ReferenceCase(plane.admin(), namespaces.create());
                var leader = Ringfence.replica(kubeconfig, lease)) {
            guarded.model("model-0");
            guarded.approve();
            leader.awaitCalm(guarded.baseline());
            awaitLeading(leader, 1);
            try (var standby = Ringfence.replica(kubeconfig, lease)) {
                standby.awaitCalm(guarded.baseline());
                awaitLeading(standby, 0);

                guarded.addPolicy("debug-open", "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");
                guarded.policy().delete();

                var seen = leader.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open");
                assertThat(standby.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open").id())
                        .isEqualTo(seen.id());
                leader.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
                // A standby may see the deletion and the repair in one look, and then there was no drift.
                assertThat(standby.pages().drifts("baseline=" + guarded.baseline()))
                        .allSatisfy(drift -> assertThat(drift.actions()).isEmpty());

                leader.stop();

                awaitLeading(standby, 1);
                guarded.policy().delete();
                standby.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
                assertThat(guarded.isPolicyAsApproved()).isTrue();
            }
        }
    }

    @Test
    void aDriftThatIsOpenWhenTheLeaderLeavesIsRepairedByTheNextOne(ControlPlane plane,
            TestNamespaces namespaces) {
        var lease = namespaces.create();
        var kubeconfig = plane.kubeconfig(ControlPlane.ADMIN);
        try (var guarded = new ReferenceCase(plane.admin(), namespaces.create());
                var leader = Ringfence.replica(kubeconfig, lease)) {
            guarded.model("model-0");
            guarded.approve();
            leader.awaitCalm(guarded.baseline());
            awaitLeading(leader, 1);
            try (var standby = Ringfence.replica(kubeconfig, lease)) {
                standby.awaitCalm(guarded.baseline());
                leader.stop();
                guarded.policy().delete();

                standby.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");

                awaitLeading(standby, 1);
                assertThat(guarded.isPolicyAsApproved()).isTrue();
            }
        }
    }

    private static void awaitLeading(Ringfence replica, double expected) {
        await("ringfence_leader is " + expected).atMost(PATIENCE).untilAsserted(
                () -> assertThat(replica.pages().metric("ringfence_leader")).hasValue(expected));
    }
}
