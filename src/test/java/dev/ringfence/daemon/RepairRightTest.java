package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepairRightTest {
    private static final Map<String, Object> DEMANDING = Map.of("foreignPolicies", "Delete", "scope",
            Map.of("namespaces",
                    Map.of("names", List.of("ai"), "create", true, "labels", Map.of("zone", "inner"))));

    @Test
    void whoOnlyObservesNeedsNoRight() {
        assertThat(rights("Observe", DEMANDING)).isEmpty();
    }

    @Test
    void whoRepairsNeedsWhatItsBaselineAsksFor() {
        assertThat(rights("Repair", DEMANDING)).containsExactlyInAnyOrder(RepairRight.values());
        assertThat(rights("Repair", Map.of("scope", Map.of("namespaces", Map.of("names", List.of("ai"))))))
                .containsExactly(RepairRight.KEEP_POLICIES);
        assertThat(rights("Repair", Map.of("policies", List.of()))).doesNotContain(RepairRight.KEEP_POLICIES);
    }

    private static Set<RepairRight> rights(String mode, Map<String, Object> more) {
        return RepairRight.of(BaselineDecoder.decode(Specimen.baseline(mode, 1, more)));
    }
}
