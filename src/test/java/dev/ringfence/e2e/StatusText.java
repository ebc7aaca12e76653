package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;

/// The status of a baseline in the cluster, as text.
final class StatusText {
    private StatusText() {}

    static String of(ReferenceCase guarded) {
        return Serialization
                .asJson(guarded.baselineObject().require().getAdditionalProperties().get("status"));
    }

    /// Waits until the status says `text`.
    static void awaitContaining(ReferenceCase guarded, String text) {
        await("status of " + guarded.baseline()).atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(of(guarded)).contains(text));
    }
}
