package dev.ringfence.policy.cilium;

import static dev.ringfence.policy.cilium.Change.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.LabelFilter;
import dev.ringfence.policy.cilium.Change.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of the trainer when that to which policies of Cilium refer changes under them.
class CiliumInputScenariosTest {
    private static final String PARTNERS = "egress: [{toCIDRSet: [{cidrGroupRef: partners}]}]";
    private static final String BUCKET = "egress: [{toServices: [{k8sService: {serviceName: bucket, "
            + "namespace: storage}}], toPorts: [{ports: [{port: '443', protocol: TCP}]}]}]";

    private static String group(String cidrs) {
        return "{kind: CiliumCIDRGroup, metadata: {name: partners}, spec: {externalCIDRs: [" + cidrs + "]}}";
    }

    private static String service(String app) {
        return "{kind: Service, metadata: {namespace: storage, name: bucket}, spec: {selector: {app: " + app
                + "}}}";
    }

    @Test
    void row40ForeignPodWithTheSamePortNameTightens() {
        var np = policy("np", "egress: [{toPorts: [{ports: [{port: api, protocol: TCP}]}]}]");
        var foreign = "{kind: Pod, metadata: {namespace: dev, name: trap}, "
                + "spec: {containers: [{ports: [{name: api, containerPort: 1}]}]}}";
        var change = new Change(State.of(np), State.of(np, foreign));
        assertThat(change.verdict()).isEqualTo("egress tightened");
        assertThat(change.lost(Direction.EGRESS)).contains("storage/bucket-0: TCP 443",
                "0.0.0.0/0: TCP 443");
    }

    @Test
    void row43OtherServiceAccountIsAnotherSubject() {
        var np = policy("np", "ingress: [{}]").replace("app: trainer",
                "io.cilium.k8s.policy.serviceaccount: training");
        var training = Change.TRAINER.replace("spec: {", "spec: {serviceAccountName: training, ");
        var other = Change.TRAINER.replace("spec: {", "spec: {serviceAccountName: other, ");
        var named = State.of(CiliumProfile.CURRENT, training, List.of(np));
        var renamed = State.of(CiliumProfile.CURRENT, other, List.of(np));
        assertThat(new Change(named, renamed).verdict()).isEqualTo("ingress loosened");
        assertThat(new Change(renamed, named).verdict()).isEqualTo("ingress tightened");
        var forged = Change.TRAINER.replace("app: trainer",
                "app: trainer, io.cilium.k8s.policy.serviceaccount: training");
        assertThat(new Change(renamed, State.of(CiliumProfile.CURRENT, forged, List.of(np))).verdict())
                .isEmpty();
    }

    @Test
    void row44GroupOfAddressesThatGrowsLoosens() {
        var np = policy("np", PARTNERS);
        var change = new Change(State.of(np, group("192.0.2.0/24")),
                State.of(np, group("192.0.2.0/24, 198.51.100.0/24")));
        assertThat(change.verdict()).isEqualTo("egress loosened");
        assertThat(change.gained(Direction.EGRESS))
                .containsExactly("198.51.100.0/24: every protocol and port");
    }

    @Test
    void row45DeletedGroupTightensWhereItAllowedAndLoosensWhereItDenied() {
        var allowed = policy("np", PARTNERS);
        assertThat(new Change(State.of(allowed, group("192.0.2.0/24")), State.of(allowed)).verdict())
                .isEqualTo("egress tightened");
        var denied = policy("np",
                "egress: [{toEntities: [world]}], " + PARTNERS.replace("egress", "egressDeny"));
        assertThat(new Change(State.of(denied, group("192.0.2.0/24")), State.of(denied)).verdict())
                .isEqualTo("egress loosened");
    }

    @Test
    void row46EditedSelectorOfAServiceMovesThePeers() {
        var np = policy("np", BUCKET);
        assertThat(new Change(State.of(np, service("bucket")), State.of(np, service("other"))).verdict())
                .isEqualTo("egress loosened; egress tightened");
    }

    @Test
    void row47DeletedServiceMayMeanEveryone() {
        var np = policy("np", BUCKET);
        assertThat(new Change(State.of(np, service("bucket")), State.of(np)).verdict())
                .isEqualTo("egress possibly loosened; egress possibly tightened");
    }

    @Test
    void row48LabelOutsideOfTheIdentityIsNeverSelected() {
        var indexed = policy("np", "ingress: [{}]").replace("app: trainer",
                "apps.kubernetes.io/pod-index: '0'");
        assertThat(new Change(State.of(), State.of(indexed)).verdict()).isEmpty();
    }

    @Test
    void row49FilterThatDropsALabelUnselectsThePod() {
        var np = policy("np", "ingress: [{}]");
        var filtered = CiliumProfile.CURRENT.with(LabelFilter.parse("!app k8s:!tier"));
        assertThat(new Change(State.of(np), State.of(filtered, np)).verdict())
                .isEqualTo("ingress loosened");
    }
}
