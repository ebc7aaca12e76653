package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cluster.Definition;
import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A baseline that keeps a policy of Cilium, from before its kind is defined until after it is gone.
@WithControlPlane
class CiliumPolicyIT {
    private static final ResourceDefinitionContext CILIUM = new ResourceDefinitionContext.Builder()
            .withGroup("cilium.io").withVersion("v2").withKind("CiliumNetworkPolicy")
            .withPlural("ciliumnetworkpolicies").withNamespaced(true).build();
    private static final String POLICIES = """
            policies:
              - apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: model-api}
                spec:
                  endpointSelector: {matchLabels: {workload: ai, team: data-science}}
                  ingress:
                    - fromEndpoints: [{matchLabels: {role: data-collector}}]
                      toPorts:
                        - ports: [{port: "80", protocol: TCP}]
                          rules: {http: [{method: GET, path: "/v1/.*"}]}
            """;

    private ControlPlane plane;
    private KubernetesClient admin;
    private ReferenceCase guarded;

    @BeforeEach
    void prepare(ControlPlane shared, TestNamespaces namespaces) {
        plane = shared;
        admin = shared.admin();
        guarded = new ReferenceCase(admin, namespaces.create());
        guarded.model("model-0");
        guarded.pod("collector-0", ReferenceCase.COLLECTOR);
    }

    @AfterEach
    void undefine() {
        guarded.disapprove();
        Definition.CILIUM_POLICIES.remove(plane);
    }

    private Resource<GenericKubernetesResource> policy() {
        return admin.genericKubernetesResources(CILIUM).inNamespace(guarded.namespace())
                .withName("model-api");
    }

    @Test
    void whatRequestsMayBeMadeIsRestored() {
        try (var ringfence = Ringfence.start(plane)) {
            guarded.approve(POLICIES);
            ringfence.awaitDrift(guarded.baseline(), "EnforcementLost", "Open");

            Definition.CILIUM_POLICIES.apply(plane);
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
            ringfence.awaitCalm(guarded.baseline());

            policy().patch(
                    new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager("mallory")
                            .build(),
                    """
                            [{"op": "replace", "path": "/spec/ingress/0/toPorts/0/rules/http/0/path", "value": "/.*"}]
                            """);

            var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");
            assertThat(drift.verdict()).isEqualTo("Loosened");
            assertThat(drift.rule()).isEqualTo("spec.ingress[0]");
            assertThat(drift.changedBy()).isEqualTo("mallory");
            assertThat(SeenDrift.text(drift.json(), "/witnesses/0/request")).isEqualTo("GET /");
            assertThat(Serialization.asJson(policy().require())).contains("\"/v1/.*\"")
                    .doesNotContain("\"/.*\"");
            ringfence.awaitCalm(guarded.baseline());
        }
    }
}
