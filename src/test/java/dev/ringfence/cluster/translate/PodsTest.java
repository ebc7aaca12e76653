package dev.ringfence.cluster.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Workload;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodsTest {
    private final Translation translation = new Translation(/* byServiceAccount= */ false);

    @Test
    void aPodOfNothingButANameIsItsOwnWorkload() {
        assertThat(pod("metadata: {name: lonely}")).isEqualTo(new Pod("", "lonely", "", Labels.EMPTY,
                new Workload("v1", "Pod", "", "lonely"), List.of(), List.of(), "", Set.of()));
    }

    @Test
    void aPodWithoutANameIsRefused() {
        assertThatThrownBy(() -> translation.pod(new io.fabric8.kubernetes.api.model.Pod()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata.name must be a name, but was absent");
        assertThatThrownBy(() -> pod("metadata: {namespace: shop}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everythingThatPoliciesReadIsKept() {
        var pod = pod(
                """
                        metadata: {name: model-0, namespace: shop, uid: u1, labels: {app: model, empty: ""}}
                        spec:
                          nodeName: node-1
                          containers:
                            - name: server
                              ports: [{name: web, containerPort: 8080}, {containerPort: 9}, {name: dns, containerPort: 53, protocol: UDP}]
                          initContainers:
                            - name: sidecar
                              restartPolicy: Always
                              ports: [{name: admin, containerPort: 9000, protocol: SCTP}]
                            - name: setup
                              ports: [{name: setup, containerPort: 1}]
                        status:
                          phase: Running
                          podIP: 10.0.0.7
                          podIPs: [{ip: 10.0.0.7}, {ip: "fd00::7"}, {ip: nonsense}, {}]
                        """);

        assertThat(pod).isEqualTo(new Pod("shop", "model-0", "u1",
                Labels.of(Map.of("app", "model", "empty", "")), new Workload("v1", "Pod", "shop", "model-0"),
                List.of(address("10.0.0.7"), address("fd00::7")),
                List.of(port(Protocol.TCP, "web", 8080), port(Protocol.UDP, "dns", 53),
                        port(Protocol.SCTP, "admin", 9000)),
                "node-1", Set.of()));
    }

    @Test
    void theOneAddressOfAnOldApiServerIsEnough() {
        assertThat(pod("{metadata: {name: a}, status: {podIP: 10.0.0.7}}").addresses())
                .containsExactly(address("10.0.0.7"));
    }

    @Test
    void portsThatNoPolicyCanNameAreLeftOut() {
        assertThat(
                pod("""
                        metadata: {name: a}
                        spec:
                          containers:
                            - ports: [{name: none}, {name: zero, containerPort: 0}, {name: high, containerPort: 65536}]
                            - ports: [{name: strange, containerPort: 1, protocol: QUIC}, {name: "", containerPort: 2}]
                            - {}
                        """)
                        .ports())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hash in the label and the name            | web-5d9f   | ReplicaSet | apps/v1  | 5d9f | shop/Deployment/web
            a name that only ends like a hash         | web-5d9f   | ReplicaSet | apps/v1  | 77aa | shop/ReplicaSet/web-5d9f
            no hash                                   | web-5d9f   | ReplicaSet | apps/v1  | ''   | shop/ReplicaSet/web-5d9f
            nothing before the hash                   | -5d9f      | ReplicaSet | apps/v1  | 5d9f | shop/ReplicaSet/-5d9f
            a job at a minute                         | night-29012345 | Job    | batch/v1 | ''   | shop/CronJob/night
            a job that somebody made                  | night-2026 | Job        | batch/v1 | ''   | shop/Job/night-2026
            a controller of its own                   | db         | StatefulSet | apps/v1 | 5d9f | shop/StatefulSet/db
            """)
    void theWorkloadIsTheRootOfTheOwners(String why, String owner, String kind, String apiVersion,
            String hash,
            String workload) {
        var pod = pod("""
                metadata:
                  name: some-pod
                  namespace: shop
                  labels: {pod-template-hash: "%s"}
                  ownerReferences:
                    - {apiVersion: v1, kind: ConfigMap, name: not-a-controller, uid: a}
                    - {apiVersion: %s, kind: %s, name: "%s", uid: b, controller: true}
                """.formatted(hash, apiVersion, kind, owner));

        assertThat(pod.workload()).as(why).hasToString(workload);
        assertThat(pod.workload().apiVersion()).as(why).isEqualTo(apiVersion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {metadata: {name: a}, spec: {hostNetwork: true}}                                             | HOST_NETWORK
            {metadata: {name: a, annotations: {k8s.v1.cni.cncf.io/networks: rdma}}}                      | EXTRA_NETWORKS
            {metadata: {name: a, annotations: {v1.multus-cni.io/default-network: other}}}                | EXTRA_NETWORKS
            {metadata: {name: a}, status: {phase: Succeeded}}                                            | FINISHED
            {metadata: {name: a}, status: {phase: Failed}}                                               | FINISHED
            """)
    void whatSetsAPodApartIsKept(String pod, Pod.Trait trait) {
        assertThat(pod(pod).traits()).containsExactly(trait);
    }

    @Test
    void aBlankNetworkAnnotationAttachesNothing() {
        assertThat(pod("{metadata: {name: a, annotations: {k8s.v1.cni.cncf.io/networks: ' '}}}").traits())
                .isEmpty();
    }

    @Test
    void podsOfOneWorkloadShareWhatIsEqual() {
        var text = """
                metadata:
                  name: %s
                  namespace: shop
                  labels: {app: model, pod-template-hash: 5d9f}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: model-5d9f, uid: b, controller: true}]
                spec: {nodeName: node-1, containers: [{ports: [{name: web, containerPort: 80}]}]}
                """;
        var one = pod(text.formatted("one"));
        var two = pod(text.formatted("two"));

        assertThat(one.labels()).isSameAs(two.labels());
        assertThat(one.workload()).isSameAs(two.workload());
        assertThat(one.ports()).isSameAs(two.ports());
        assertThat(one.node()).isSameAs(two.node());
        assertThat(one.namespace()).isSameAs(two.namespace());
        assertThat(one.traits()).isSameAs(two.traits());
    }

    private Pod pod(String yaml) {
        return translation.pod(
                new KubernetesSerialization().unmarshal("---\n" + yaml,
                        io.fabric8.kubernetes.api.model.Pod.class));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static ContainerPort port(Protocol protocol, String name, int number) {
        return new ContainerPort(new NamedPort(protocol, name), number);
    }
}
