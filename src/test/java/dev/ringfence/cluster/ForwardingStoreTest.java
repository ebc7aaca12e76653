package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cluster.translate.Translation;
import dev.ringfence.daemon.Change.PodChange;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ForwardingStoreTest {
    private final Translation translation = new Translation(/* byServiceAccount= */ false);
    private final RecordingInbox inbox = new RecordingInbox();
    private final AtomicInteger heard = new AtomicInteger();
    private final WatchedKind<Pod> kind = new WatchedKind<>("pods", List.of("v1"), Set.of(),
            (client, _) -> client.pods().inAnyNamespace(), Pod::new, object -> List.of(state(object)),
            (namespace, name) -> List.of(new PodChange(namespace, name, Optional.empty())));
    private final ForwardingStore<Pod> store = new ForwardingStore<>(kind, inbox, heard::incrementAndGet);

    @Test
    void aNewObjectIsPassedOn() {
        put(pod("model", "1"));

        assertThat(inbox.changes(PodChange.class)).singleElement()
                .satisfies(change -> assertThat(change.state()).map(dev.ringfence.model.Pod::key)
                        .contains("shop/model"));
        assertThat(heard).hasValue(1);
    }

    @Test
    void aVersionThatWasSeenIsNotPassedOnAgain() {
        put(pod("model", "1"));
        put(pod("model", "1"));
        assertThat(inbox.changes()).hasSize(1);

        put(pod("model", "2"));
        assertThat(inbox.changes()).hasSize(2);
    }

    @Test
    void objectsWithoutVersionsAreAlwaysPassedOn() {
        put(new PodBuilder(pod("model", "1")).editMetadata().withResourceVersion(null).endMetadata().build());
        put(new PodBuilder(pod("model", "1")).editMetadata().withResourceVersion(null).endMetadata().build());

        assertThat(inbox.changes()).hasSize(2);
    }

    @Test
    void anInformerFindsNothingToNotifyHandlersOf() {
        var pod = pod("model", "1");

        assertThat(store.put(store.getKey(pod), pod)).isSameAs(pod);
        assertThat(store.remove(store.getKey(pod))).isNull();
    }

    @Test
    void aRemovedObjectIsGoneAndGoneOnce() {
        put(pod("model", "1"));
        inbox.forget();

        store.remove("shop/model");
        store.remove("shop/model");

        assertThat(inbox.changes()).containsExactly(new PodChange("shop", "model", Optional.empty()));
        assertThat(store.size()).isZero();
    }

    @Test
    void whatIsReadBackAreStubs() {
        put(pod("model", "7"));

        assertThat(store.values()).singleElement().satisfies(stub -> {
            assertThat(stub.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(stub.getMetadata().getName()).isEqualTo("model");
            assertThat(stub.getMetadata().getResourceVersion()).isEqualTo("7");
            assertThat(stub.getMetadata().getLabels()).isNullOrEmpty();
            assertThat(store.getKey(stub)).isEqualTo("shop/model");
        });
        assertThat(store.get("shop/model")).isEqualTo(store.values().findFirst().orElseThrow());
        assertThat(store.get("shop/other")).isNull();
        assertThat(store.keySet()).containsExactly("shop/model");
    }

    @Test
    void anObjectThatCannotBeUnderstoodDoesNotStopTheOthers() {
        put(new Pod());
        put(pod("broken", "1"));
        put(pod("broken", "2"));
        put(pod("model", "1"));
        assertThat(store.unreadable()).isEqualTo(2);
        assertThat(inbox.changes(PodChange.class)).extracting(PodChange::name).containsExactly("model");

        store.remove("shop/broken");
        assertThat(store.unreadable()).isEqualTo(1);
    }

    @Test
    void allObjectsGoTogether() {
        put(pod("one", "1"));
        put(pod("two", "2"));
        inbox.forget();

        assertThat(store.clear()).isEqualTo(2);
        assertThat(inbox.changes()).containsExactlyInAnyOrder(new PodChange("shop", "one", Optional.empty()),
                new PodChange("shop", "two", Optional.empty()));
        assertThat(store.clear()).isZero();
    }

    @Test
    void nothingOfAnObjectIsKept() {
        var object = pod("model", "1");
        put(object);
        var reference = new WeakReference<>(object);
        object = pod("other", "1");

        Awaitility.await("the store and the change let go of " + object.getMetadata().getName()).until(() -> {
            System.gc();
            return reference.get() == null;
        });
        assertThat(store.size()).isEqualTo(1);
        assertThat(inbox.changes()).hasSize(1);
    }

    private void put(Pod pod) {
        assertThat(store.put(store.getKey(pod), pod)).isNotNull();
    }

    private PodChange state(Pod object) {
        var pod = translation.pod(object);
        if (pod.name().equals("broken")) {
            throw new IllegalStateException("no use");
        }
        return new PodChange(pod.namespace(), pod.name(), Optional.of(pod));
    }

    private static Pod pod(String name, String version) {
        return new PodBuilder().withNewMetadata().withNamespace("shop").withName(name)
                .withResourceVersion(version)
                .addToLabels("app", "model").endMetadata().build();
    }
}
