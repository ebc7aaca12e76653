package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Something that undoes every repair.
@WithControlPlane
class FightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whoUndoesEveryRepairIsNamedAndNeverGivenWayTo(ControlPlane plane, TestNamespaces namespaces)
            throws InterruptedException {
        try (var guarded = new ReferenceCase(plane.admin(), namespaces.create());
                var ringfence = Ringfence.start(plane)) {
            guarded.model("model-0");
            guarded.approve();
            ringfence.awaitCalm(guarded.baseline());
            var pages = ringfence.pages();
            var stop = new AtomicBoolean();
            var rival = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    if (guarded.isPolicyAsApproved()) {
                        guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
                    }
                }
            });

            await("repairs go on beyond the burst, a second apart at most").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(restored(pages)).isGreaterThanOrEqualTo(10));
            var burst = restored(pages);
            var since = System.nanoTime();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(restored(pages)).isGreaterThanOrEqualTo(burst + 4));
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(15));
            await("the fight is shown").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(pages.metric("ringfence_fights")).hasValue(1);
                assertThat(pages.json("/api/v1/baselines").at("/fights").valueStream()
                        .map(fight -> fight.asString()))
                        .containsExactly("NetworkPolicy " + guarded.namespace() + "/" + ReferenceCase.POLICY);
                assertThat(plane.admin().events().v1().events().inNamespace(guarded.namespace()).list()
                        .getItems())
                        .filteredOn(event -> event.getReason().equals("RepairFight"))
                        .extracting(Event::getNote).singleElement().asString()
                        .contains("ringfence", "mallory");
                assertThat(pages.condition(guarded.baseline(), "Uncontested"))
                        .isEqualTo("Uncontested=False RepairFight: every repair of NetworkPolicy "
                                + guarded.namespace() + "/" + ReferenceCase.POLICY
                                + " by ringfence is undone by mallory");
            });

            stop.set(true);
            rival.join();
            ringfence.awaitCalm(guarded.baseline());
            assertThat(guarded.isPolicyAsApproved()).isTrue();
        }
    }

    private static double restored(Pages pages) {
        return pages.metric("ringfence_repairs_total{action=\"RestorePolicy\",result=\"Succeeded\"}")
                .orElseThrow();
    }
}
