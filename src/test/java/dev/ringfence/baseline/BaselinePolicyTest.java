package dev.ringfence.baseline;

import dev.ringfence.policy.dialect.PolicyKind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselinePolicyTest {
    private static final Map<String, Object> SPEC = Map.of("podSelector", Map.of());

    @Test
    void manifestInANamespaceSaysWhereAndWhoseItIs() {
        assertThat(policy(Map.of("name", "isolation")).manifestIn("ai", "main"))
                .isEqualTo(Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "spec", SPEC,
                        "metadata", Map.of("name", "isolation", "namespace", "ai",
                                "labels", Map.of("app.kubernetes.io/managed-by", "ringfence"),
                                "annotations", Map.of("ringfence.dev/baseline", "main"))));
    }

    @Test
    void labelsAndAnnotationsOfTheManifestAreKept() {
        var metadata = Map.of("name", "isolation", "labels",
                Map.of("app.kubernetes.io/managed-by", "flux", "tier", "ai"),
                "annotations", Map.of("owner", "security", "ringfence.dev/baseline", "forged"));

        assertThat(policy(metadata).manifestIn("ai", "main")).extractingByKey("metadata")
                .isEqualTo(Map.of("name", "isolation", "namespace", "ai",
                        "labels", Map.of("app.kubernetes.io/managed-by", "flux", "tier", "ai"),
                        "annotations", Map.of("owner", "security", "ringfence.dev/baseline", "main")));
    }

    @Test
    void contentIsThatOfTheManifest() {
        assertThat(policy(Map.of("name", "isolation")).content()).isEqualTo(Map.of("spec", SPEC));
    }

    private static BaselinePolicy policy(Map<String, Object> metadata) {
        return new BaselinePolicy(PolicyKind.NETWORK_POLICY, "isolation", "spec.policies[0]",
                Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata", metadata,
                        "spec", SPEC));
    }
}
