package dev.ringfence.drift;

import static dev.ringfence.drift.Trainers.NP;
import static dev.ringfence.drift.Trainers.assertNone;
import static dev.ringfence.drift.Trainers.assertOne;
import static dev.ringfence.drift.Trainers.cluster;
import static dev.ringfence.drift.Trainers.policy;

import dev.ringfence.policy.Assumption;
import dev.ringfence.fixture.Situation;
import org.junit.jupiter.api.Test;

/// What guarantees forbid, against what the approved policy itself allows.
class GuaranteeScenariosTest {
    private static final String BROKEN = "GuaranteeBroken Loosened critical IsolationBaseline trainers ";

    private static Judgement judged(String never, Assumption ipBlockMatchesPods) {
        var cluster = cluster(policy("np", NP));
        return Situation
                .of(Trainers.baseline(NP) + "  guarantees: [{name: sealed, never: " + never + "}]\n", cluster,
                        ipBlockMatchesPods)
                .judged("ai", cluster);
    }

    @Test
    void aNamedPortIsLookedUpOnTheGuardedPod() {
        assertOne(judged("{ingress: {ports: [{port: http}]}}", Assumption.NO),
                BROKEN + "spec.guarantees[0].never.ingress", "ai/gateway-0 -> ai/trainer-0 TCP 8080 Active");
    }

    @Test
    void aPodAllowedByItsLabelsMayBeForbiddenByItsAddress() {
        assertOne(judged("{egress: {to: [{ipBlock: {cidr: 10.0.2.0/24}}]}}", Assumption.YES),
                BROKEN + "spec.guarantees[0].never.egress",
                "ai/trainer-0 -> storage/bucket-0 TCP 443 Active");
    }

    @Test
    void addressesThatAreNoPodsForTheEnforcerForbidNoPod() {
        assertNone(judged("{egress: {to: [{ipBlock: {cidr: 10.0.2.0/24}}]}}", Assumption.NO));
    }

    @Test
    void aGuaranteeThatHoldsIsNoDrift() {
        assertNone(judged("{ingress: {from: [{namespaceSelector: {matchLabels: {env: dev}}}]}}",
                Assumption.YES));
    }
}
