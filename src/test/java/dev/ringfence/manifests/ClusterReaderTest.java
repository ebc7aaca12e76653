package dev.ringfence.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.model.Protocol;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.EnforcementProfile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReaderTest {

    private static ClusterManifests read(String text) {
        return read(text, EnforcementProfile.GENERIC);
    }

    private static ClusterManifests read(String text, EnforcementProfile profile) {
        return ClusterReader.read(ManifestReader.read(List.of("-"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), "default",
                profile);
    }

    private static String refusal(String text) {
        var refused = assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> read(text))
                .actual();
        return String.valueOf(refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps/v1 Deployment", "apps/v1 ReplicaSet", "apps/v1 StatefulSet",
            "apps/v1 DaemonSet", "batch/v1 Job", "v1 ReplicationController"})
    void workloadsStandForThePodsOfTheirTemplate(String type) {
        var pods = read(
                """
                        apiVersion: %s
                        kind: %s
                        metadata: {name: web, namespace: shop}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              hostNetwork: true
                              containers: [{name: a, ports: [{name: http, containerPort: 8080}, {containerPort: 1}]}]
                              initContainers:
                                - {name: b, restartPolicy: Always, ports: [{name: dns, containerPort: 53, protocol: UDP}]}
                                - {name: c, ports: [{name: gone, containerPort: 9}]}
                        """
                        .formatted((Object[]) type.split(" ", -1)))
                .pods();

        assertThat(pods).singleElement().satisfies(pod -> {
            assertThat(pod.key()).isEqualTo("shop/web-*");
            assertThat(pod.workload()).hasToString("shop/" + type.split(" ", -1)[1] + "/web");
            assertThat(pod.labels().get("app")).isEqualTo("web");
            assertThat(pod.traits()).containsExactly(Pod.Trait.HOST_NETWORK);
            assertThat(pod.ports()).extracting(port -> port.name().name() + " " + port.number())
                    .containsExactly("http 8080", "dns 53");
        });
    }

    @Test
    void cronJobsStandForThePodsOfTheirJobs() {
        assertThat(read("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: nightly}
                spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: night}}, spec: {}}}}}
                """).pods()).singleElement().satisfies(pod -> {
            assertThat(pod.workload()).hasToString("default/CronJob/nightly");
            assertThat(pod.labels()).hasToString("app=night");
        });
    }

    @Test
    void aPodBelongsToTheLastListedOwnerAndReplacesTheTemplate() {
        var pods = read("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1-x
                  labels: {app: web}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, controller: true}]
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-1
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]
                spec: {template: {metadata: {labels: {app: web}}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {metadata: {labels: {app: web}}}}
                """).pods();

        assertThat(pods).singleElement().extracting(pod -> pod.key() + " of " + pod.workload())
                .isEqualTo("default/web-1-x of default/Deployment/web");
    }

    @Test
    void namespacesThatAreNotDeclaredExistWithoutOtherLabels() {
        var cluster = read("""
                apiVersion: v1
                kind: NamespaceList
                items: [{metadata: {name: a, labels: {x: y}}}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: b}
                """);

        assertThat(cluster.namespaces().values()).extracting(namespace -> namespace.labels().toString())
                .containsExactly("kubernetes.io/metadata.name=a,x=y", "kubernetes.io/metadata.name=b");
    }

    @Test
    void policiesOfKindsThatCannotBeEvaluatedAreKeptApart() {
        var cluster = read("""
                {"apiVersion": "projectcalico.org/v3", "kind": "GlobalNetworkPolicy",
                 "metadata": {"name": "a"}}
                """);

        assertThat(cluster.undecided()).singleElement().extracting(UndecidedPolicy::message)
                .isEqualTo("<stdin>:1: GlobalNetworkPolicy a is of a kind that cannot be evaluated"
                        + " (projectcalico.org/v3): the result is as if it were not there");
        assertThat(cluster.policies()).isEmpty();
    }

    @Test
    void policiesThatTheEnforcerDoesNotKnowMeanNothingAndAreNamed() {
        var policy = """
                apiVersion: policy.networking.k8s.io/v1alpha1
                kind: AdminNetworkPolicy
                metadata: {name: a}
                spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}
                """;
        var cluster = read(policy, EnforcementProfile.CILIUM);

        assertThat(cluster.undecided()).singleElement().extracting(UndecidedPolicy::message)
                .isEqualTo("<stdin>:1: AdminNetworkPolicy a is not enforced by Cilium:"
                        + " the result is as if it were not there");
        assertThat(cluster.policies()).singleElement()
                .satisfies(read -> assertThat(read.meaning()).isEmpty());
        assertThat(read(policy).undecided()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"crd.projectcalico.org/v1,NetworkPolicy", "projectcalico.org/v3,GlobalNetworkPolicy",
            "crd.antrea.io/v1beta1,ClusterNetworkPolicy", "extensions/v1beta1,NetworkPolicy",
            "example.com/v1,OurNetworkPolicy"})
    void policiesOfEveryOtherMakerAreUndecided(String apiVersion, String kind) {
        var cluster = read("apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: a}\n");

        assertThat(cluster.undecided()).hasSize(1);
        assertThat(cluster.passedOver()).isEmpty();
    }

    @Test
    void emptyTextOfAContainersPortIsNone() {
        assertThat(
                read("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: p}
                        spec: {containers: [{ports: [{name: "", containerPort: 1}, {name: http, protocol: "", containerPort: 2}]}]}
                        """)
                        .pods())
                .singleElement()
                .satisfies(pod -> assertThat(pod.ports()).singleElement().satisfies(port -> {
                    assertThat(port.name()).isEqualTo(new NamedPort(Protocol.TCP, "http"));
                    assertThat(port.number()).isEqualTo(2);
                }));
    }

    @Test
    void anOwnerOfAnyNameIsTaken() {
        assertThat(read("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, ownerReferences: [{kind: Runner, name: 'team:A', controller: true}]}
                """).pods()).singleElement()
                .satisfies(pod -> assertThat(pod.workload()).hasToString("default/Runner/team:A"));
    }

    @Test
    void theAddressesOfAServiceAreThoseListedForIt() {
        var services = read("""
                apiVersion: v1
                kind: Service
                metadata: {name: mail, namespace: a}
                ---
                apiVersion: v1
                kind: Endpoints
                metadata: {name: mail, namespace: a}
                subsets: [{addresses: [{ip: 192.0.2.2}]}]
                ---
                apiVersion: v1
                kind: Endpoints
                metadata: {name: mail, namespace: b}
                subsets: [{addresses: [{ip: 192.0.2.3}]}]
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: mail-1, namespace: a, labels: {kubernetes.io/service-name: mail}}
                addressType: IPv4
                endpoints:
                - {addresses: [192.0.2.1]}
                - {addresses: [192.0.2.4], conditions: {ready: false}}
                - {addresses: [192.0.2.5], conditions: {ready: false, serving: true}}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: mail-2, namespace: a, labels: {kubernetes.io/service-name: mail}}
                addressType: FQDN
                endpoints: [{addresses: [mail.example.com]}]
                """).references().services();

        assertThat(services).singleElement().satisfies(service -> assertThat(service.endpoints())
                .extracting(Object::toString).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.5"));
    }

    @Test
    void otherKindsAreCounted() {
        assertThat(read("apiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: Secret\n---\na: b\n")
                .passedOver()).isEqualTo(Map.of("Secret", 2, "(not a Kubernetes object)", 1));
    }

    @Test
    void anObjectThatComesTwiceIsRefusedAndBothPlacesAreNamed() {
        var pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n";

        assertThat(refusal(pod + "---\n" + pod))
                .isEqualTo("<stdin>:9 (document 2) metadata.name: expected each"
                        + " object once, found Pod default/p a second time, after <stdin>:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "kind: Pod | :1 apiVersion: expected a Kubernetes object with apiVersion and kind, found nothing",
            "{apiVersion: v2, kind: Pod, metadata: {name: a}} | :1 apiVersion: expected v1, found \"v2\"",
            "{apiVersion: v1, kind: Pod, metadata: {}} | :1 metadata.name: expected a name of lower case letters, digits, inner dashes and dots, up to 253, found nothing",
            "{apiVersion: v1, kind: Pod, metadata: {name: a, lables: {}}} | :1 metadata.lables: expected only the fields name, generateName, namespace, labels, annotations, ownerReferences, uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, finalizers, managedFields, selfLink, found the unknown field \"lables\"",
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostNetwork: 1}} | :1 spec.hostNetwork: expected true or false, found 1",
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {podIP: 10.0.0.256}} | :1 status.podIP: expected an IPv4 or IPv6 address, found \"10.0.0.256\"",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {}} | :1 spec.template: expected the template of the pods, found nothing",
            "{apiVersion: networking.k8s.io/v2, kind: NetworkPolicy, metadata: {name: a}} | :1 apiVersion: expected networking.k8s.io/v1, found \"networking.k8s.io/v2\"",
            "{apiVersion: v1, kind: NetworkPolicy, metadata: {name: a}} | :1 apiVersion: expected networking.k8s.io/v1, found \"v1\"",
            "{apiVersion: networking.k8s.io/v1, kind: networkpolicy, metadata: {name: a}} | :1 kind: expected NetworkPolicy, found \"networkpolicy\"",
            "{apiVersion: v1, kind: Deployment, metadata: {name: a}} | :1 apiVersion: expected apps/v1, found \"v1\"",
            "{apiVersion: apps/v7, kind: Deployment, metadata: {name: a}} | :1 apiVersion: expected apps/v1, found \"apps/v7\"",
            "{apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {a: 1}}} | :1 metadata.annotations.a: expected a string, found 1",
            "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a}, spec: {endpointSelector: {}, egress: [{toPorts: [{port: '80'}]}]}} | :1 spec.egress[0].toPorts[0].port: expected only the fields listener, originatingTLS, ports, rules, serverNames, terminatingTLS, found the unknown field \"port\"",
            "{apiVersion: v1, kind: List, items: 3} | :1 items: expected a list, found 3",
            "{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {a: 1}}} | :1 metadata.labels.a: expected a label value (letters, digits and -_. up to 63, or empty), found 1"})
    void whatIsWrongIsRefusedInOneLine(String text, String message) {
        assertThat(refusal(text)).isEqualTo("<stdin>" + message);
    }
}
