package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A scripted incident: the whole daemon over four guarded namespaces, and nearly everything that it can report going wrong.
///
/// [#begin] leaves everything calm, [#strike] leaves everything wrong for as long as a test wants to look, [#recover] puts it right.
/// A strike takes about ten seconds, a recovery about half a minute.
public final class Incident implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ALLOW_ALL = "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}";
    private static final String CREATE_POLICIES = "create networkpolicies.networking.k8s.io";

    private final ChartRole role;
    private final ReferenceCase exposed;
    private final ReferenceCase contested;
    private final ReferenceCase neglected;
    private final ReferenceCase helpless;
    private final Ringfence ringfence;
    private final AtomicBoolean peace = new AtomicBoolean(true);

    private Incident(ControlPlane plane, TestNamespaces namespaces, Path folder) {
        role = ChartRole.install(plane, namespaces.create(), folder, Trees.of("tier: repair"));
        exposed = guarded(plane, namespaces);
        contested = guarded(plane, namespaces);
        neglected = guarded(plane, namespaces);
        helpless = guarded(plane, namespaces);
        ringfence = Ringfence.replica(role.kubeconfig(folder), role.namespace());
    }

    private static ReferenceCase guarded(ControlPlane plane, TestNamespaces namespaces) {
        var guarded = new ReferenceCase(plane.admin(), namespaces.create());
        guarded.model("model-0");
        guarded.model("model-1");
        return guarded;
    }

    /// Starts the daemon under the roles of the Helm chart, and waits until four baselines hold.
    ///
    /// @param folder where it may put files
    public static Incident begin(ControlPlane plane, TestNamespaces namespaces, Path folder) {
        var incident = new Incident(plane, namespaces, folder);
        try {
            incident.exposed.approve();
            incident.contested.approve();
            incident.neglected.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);
            incident.neglected.approve("mode: Observe");
            incident.helpless.approve();
            incident.awaitCalm();
            return incident;
        } catch (RuntimeException | AssertionError failure) {
            incident.close();
            throw failure;
        }
    }

    /// The port of the daemon's pages.
    public int port() {
        return ringfence.port();
    }

    /// The baseline whose policy is deleted and repaired, which an allow-all policy then opens, and one of whose pods loses its label.
    public String exposed() {
        return exposed.baseline();
    }

    /// The baseline whose policy is opened anew after each repair.
    public String contested() {
        return contested.baseline();
    }

    /// The baseline in mode `Observe` whose policy admits nobody any more, and whose newest text is nonsense.
    public String neglected() {
        return neglected.baseline();
    }

    /// The baseline whose policy is deleted, and which Ringfence may not create again.
    public String helpless() {
        return helpless.baseline();
    }

    /// Does everything that is done in this incident, and waits until Ringfence has said so.
    public void strike() {
        deleteAPolicyThatIsRepaired();
        openAndUncover();
        fight();
        neglect();
        forbidARepair();
    }

    private void deleteAPolicyThatIsRepaired() {
        exposed.policy().delete();
        ringfence.awaitDrift(exposed.baseline(), "PolicyMissing", "Repaired");
    }

    private void openAndUncover() {
        exposed.addPolicy("debug-open", ALLOW_ALL);
        ringfence.awaitDrift(exposed.baseline(), "ForeignPolicy", "Open");
        relabel(Map.of("workload", "ai"));
        ringfence.awaitDrift(exposed.baseline(), "WorkloadUncovered", "Open");
    }

    private void relabel(Map<String, String> labels) {
        exposed.podNamed("model-1").edit((Pod pod) -> new PodBuilder(pod).editMetadata()
                .withLabels(labels).endMetadata().build());
    }

    private void fight() {
        peace.set(false);
        Thread.ofPlatform().daemon().name("rival").start(() -> {
            while (!peace.get()) {
                if (contested.isPolicyAsApproved()) {
                    contested.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
                }
            }
        });
        await("the fight is shown").atMost(PATIENCE).untilAsserted(
                () -> assertThat(ringfence.pages().metric("ringfence_fights")).hasValue(1));
    }

    private void neglect() {
        neglected.patchPolicy("mallory", "{spec: {ingress: []}}");
        ringfence.awaitDrift(neglected.baseline(), "PolicyChanged", "Open");
        neglected.approve("mode: Observe",
                "policies: [{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,"
                        + " metadata: {name: bad}, spec: {podSelector: 7}}]");
        ringfence.awaitCondition(neglected.baseline(), "Ready", "False", "BaselineRefused");
    }

    private void forbidARepair() {
        role.grantAllBut(CREATE_POLICIES);
        helpless.policy().delete();
        await("the repair is forbidden").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ringfence.awaitDrift(helpless.baseline(), "PolicyMissing", "Open").actions())
                    .containsExactly("CreatePolicy: Forbidden");
            assertThat(ringfence.pages().metric("ringfence_api_permission_missing"
                    + "{resource=\"networkpolicies.networking.k8s.io\",verb=\"create\"}")).hasValue(1);
        });
    }

    /// Puts everything right, and waits until Ringfence has seen it.
    public void recover() {
        peace.set(true);
        role.grantAllBut("");
        exposed.policy("debug-open").delete();
        relabel(ReferenceCase.MODEL);
        neglected.approve("mode: Repair");
        awaitCalm();
        await("the permission is back").atMost(PATIENCE).untilAsserted(
                () -> assertThat(ringfence.pages().get("/metrics").body())
                        .doesNotContainPattern("ringfence_api_permission_missing\\{.*} 1"));
        await("the fight is over").atMost(PATIENCE).untilAsserted(
                () -> assertThat(ringfence.pages().metric("ringfence_fights")).hasValue(0));
    }

    private void awaitCalm() {
        baselines().forEach(guarded -> ringfence.awaitCalm(guarded.baseline()));
    }

    private List<ReferenceCase> baselines() {
        return List.of(exposed, contested, neglected, helpless);
    }

    /// Stops the daemon, as on a node that goes away.
    public void stopDaemon() {
        ringfence.close();
    }

    @Override
    public void close() {
        peace.set(true);
        ringfence.close();
        baselines().forEach(ReferenceCase::close);
    }
}
