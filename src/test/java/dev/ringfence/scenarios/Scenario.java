package dev.ringfence.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;
import java.util.Map;

/// One change of a cluster and what it means for a pod.
///
/// @param row its number
/// @param wording what changes
/// @param subject the pod, as `namespace/name`
/// @param before the cluster as it was
/// @param after the cluster as it is
/// @param verdict what the change is in each direction, such as `ingress L; egress T?`, or `0`
/// @param shown lines that the difference must have, such as `+ dev/shell-0: TCP 8080`
/// @param complete whether it must have no others
record Scenario(String row, String wording, String subject, State before, State after, String verdict,
        List<String> shown, boolean complete) {

    /// A cluster under an enforcer.
    record State(EnforcementProfile profile, List<Map<String, Object>> manifests) {}

    Scenario {
        shown = List.copyOf(shown);
    }

    /// A change for the trainer under one enforcer.
    static Scenario row(String row, String wording, EnforcementProfile profile,
            List<Map<String, Object>> before, List<Map<String, Object>> after, String verdict,
            String... shown) {
        return new Scenario(row, wording, "ai/trainer-0", new State(profile, before),
                new State(profile, after), verdict, List.of(shown), /* complete= */ false);
    }

    /// The same change for another pod.
    Scenario of(String pod) {
        return new Scenario(row, wording, pod, before, after, verdict, shown, complete);
    }

    /// The same where nothing else may be shown.
    Scenario exactly() {
        return new Scenario(row, wording, subject, before, after, verdict, shown, /* complete= */ true);
    }

    /// The same where the enforcer is another one afterwards.
    Scenario then(EnforcementProfile profile) {
        return new Scenario(row, wording, subject, before, new State(profile, after.manifests()), verdict,
                shown, complete);
    }

    void check() {
        var change = new Change(cluster(before), cluster(after), subject);
        assertThat(change.verdict()).as("row %s: %s%n%s", row, wording, change.lines()).isEqualTo(verdict);
        if (complete) {
            assertThat(change.lines()).as("row %s", row).containsExactlyInAnyOrderElementsOf(shown);
        } else {
            assertThat(change.lines()).as("row %s", row).containsAll(shown);
        }
    }

    private static OfflineCluster cluster(State state) {
        return OfflineCluster.of(state.profile(), state.manifests());
    }

    /// The name of its test.
    @Override
    public String toString() {
        return "row " + row + ": " + wording + ": " + verdict;
    }
}
