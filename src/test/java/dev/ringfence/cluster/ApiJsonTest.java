package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class ApiJsonTest {
    private final KubernetesSerialization json = ApiJson.create();

    private Object watched(String object) {
        return json.unmarshal("{\"type\":\"MODIFIED\",\"object\":" + object + "}", WatchEvent.class)
                .getObject();
    }

    @Test
    void whatIsHandledByAClassIsDecodedToIt() {
        assertThat(watched("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"model-0"}}""")).isInstanceOfSatisfying(
                Pod.class,
                pod -> assertThat(pod.getMetadata().getName()).isEqualTo("model-0"));
        assertThat(watched("""
                {"apiVersion":"v1","kind":"Status","code":410}""")).isInstanceOfSatisfying(Status.class,
                status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    void everyOtherKindStaysATreeWithFieldsThatNobodyKnows() {
        assertThat(watched("""
                {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"approved"},
                 "spec":{"podSelector":{},"fromTheFuture":[1]}}""")).isInstanceOfSatisfying(
                GenericKubernetesResource.class,
                policy -> assertThat(policy.<Object>get("spec", "fromTheFuture", 0)).isEqualTo(1));
    }

    @Test
    void noOtherKindIsLookedFor() {
        assertThat(json.getRegisteredKubernetesResource("apps/v1", "Deployment")).isNull();
        assertThat(json.getRegisteredKubernetesResource("v1", "Pod"))
                .isEqualTo((Class<? extends KubernetesResource>) Pod.class);
    }
}
