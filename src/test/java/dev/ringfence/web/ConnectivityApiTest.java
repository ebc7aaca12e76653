package dev.ringfence.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.Daemon;
import dev.ringfence.daemon.DaemonSettings;
import dev.ringfence.daemon.Leadership;
import dev.ringfence.daemon.Mailbox;
import dev.ringfence.daemon.RecordingCluster;
import dev.ringfence.daemon.Specimen;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Pod.Trait;
import dev.ringfence.model.Protocol;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.EnforcementProfile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The daemon with its loop, asked over HTTP who may reach the pods that it guards.
@Timeout(60)
class ConnectivityApiTest {
    private static final List<String> RESOURCES = List.of("namespaces", "pods", "policies");

    private final Mailbox mailbox = new Mailbox(Clock.systemUTC());
    private final Daemon daemon = new Daemon(
            new DaemonSettings(Set.copyOf(RESOURCES), "policies", "namespaces", "pods",
                    Duration.ofMinutes(5), EnforcementProfile.GENERIC),
            mailbox, new RecordingCluster(), List.of(), Clock.systemUTC());
    private WebServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(new WebSettings(0, "127.0.0.1"), daemon::report, daemon::survey,
                (_, _) -> "text/plain", new HealthChecks(List.of(), List.of()));
        browser = new Browser(server.port());
        daemon.start();
        see(Specimen.baseline("Observe", 1, Map.of()));
        mailbox.put(new LeadershipChange(new Leadership(true, "me", "me")));
        namespace(Specimen.NAMESPACE);
        mailbox.put(new PolicyChange(Specimen.POLICY,
                Optional.of(Specimen.policy(Specimen.POLICY.name(), "1", Specimen.isolation()))));
        see(Specimen.pod(Specimen.NAMESPACE, "model-0", Specimen.MODEL));
        see(Specimen.pod(Specimen.NAMESPACE, "model-1", Specimen.MODEL));
        see(Specimen.pod(Specimen.NAMESPACE, "collector", Map.of("role", "data-collector")));
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        daemon.close();
    }

    private void synced() {
        RESOURCES.forEach(resource -> mailbox.put(
                new WatchChange(new WatchState(resource, Phase.SYNCED, Clock.systemUTC().instant(), 0))));
        await().until(() -> daemon.report().complete());
    }

    private void see(BaselineObject baseline) {
        mailbox.put(new BaselineChange(baseline.name(), baseline.source(), Optional.of(baseline)));
    }

    private void see(Pod pod) {
        mailbox.put(new PodChange(pod.namespace(), pod.name(), Optional.of(pod)));
    }

    private void namespace(String name) {
        mailbox.put(new NamespaceChange(name, Optional.of(Specimen.namespace(name))));
    }

    private JsonNode only(String query) throws Exception {
        var all = browser.json("/api/v1/connectivity" + query).path("connectivity");
        assertThat(all).hasSize(1);
        return all.path(0);
    }

    @Test
    void itSaysWhoMayReachTheGuardedPodsAndWhomTheyMayReach() throws Exception {
        synced();

        var answer = only("");
        assertThat(answer.path("subjects")).hasSize(1);
        assertThat(answer.path("subjects").path(0).path("ingress").toString()).isEqualTo("""
                {"isolated":true,"peers":[{"pods":{"count":1,"sample":["ai-workloads/collector"]},\
                "namespaces":["ai-workloads"],"connections":{"TCP":[[80,80]]},"otherProtocols":false,\
                "certain":true}]}""");
        var subject = answer.path("subjects").path(0);
        assertThat(subject.path("pods").toString())
                .isEqualTo("{\"count\":2,\"sample\":[\"ai-workloads/model-0\",\"ai-workloads/model-1\"]}");
        assertThat(subject.path("workloads").toString())
                .isEqualTo(
                        "{\"count\":2,\"sample\":[\"ai-workloads/model-0[Pod]\",\"ai-workloads/model-1[Pod]\"]}");
        assertThat(subject.path("policies").toString())
                .isEqualTo("{\"count\":1,\"sample\":[\"NetworkPolicy ai-workloads/ai-workload-isolation\"]}");
        assertThat(subject.path("egress").path("isolated").asBoolean()).isFalse();
        assertThat(subject.path("egress").path("peers").path(0).path("connections").asString())
                .isEqualTo("ALL");
        assertThat(answer.path("unheld").path("count").asInt()).isZero();
    }

    @Test
    void itIsAsTheDocumentSays() throws Exception {
        see(Specimen.pod(Specimen.NAMESPACE, "model-2", Specimen.MODEL).with(Trait.HOST_NETWORK));
        synced();

        var schema = new AnswerSchema(browser.json("/api/v1/openapi.json"));
        assertThat(schema.problems("/api/v1/connectivity", 200, browser.json("/api/v1/connectivity")))
                .isEmpty();
        assertThat(schema.problems("/api/v1/connectivity", 400,
                browser.json("/api/v1/connectivity?limit=0"))).isEmpty();
    }

    @Test
    void itSaysWhatIsLiveAndNotWhatWasApproved() throws Exception {
        synced();
        var open = Specimen.policy("debug-open", "1", Specimen.open());
        mailbox.put(new PolicyChange(open.key(), Optional.of(open)));

        await().untilAsserted(() -> {
            var ingress = only("").path("subjects").path(0).path("ingress");
            assertThat(ingress.path("peers").path(0).path("connections").asString()).isEqualTo("ALL");
            assertThat(addresses(ingress)).contains("0.0.0.0-255.255.255.255");
        });
    }

    private static List<String> addresses(JsonNode side) {
        return StreamSupport.stream(side.path("peers").spliterator(), false)
                .flatMap(peers -> StreamSupport.stream(peers.path("addresses").spliterator(), false))
                .map(range -> range.asString().replace("0.0.0.0/0", "0.0.0.0-255.255.255.255")).toList();
    }

    @Test
    void podsInTheNetworkOfTheirNodeAreSaidToBeUnheld() throws Exception {
        see(Specimen.pod(Specimen.NAMESPACE, "model-1", Specimen.MODEL).with(Trait.HOST_NETWORK));
        synced();

        assertThat(only("").path("unheld").toString())
                .isEqualTo("{\"count\":1,\"sample\":[\"ai-workloads/model-1\"]}");
    }

    @Test
    void aPolicyThatCannotBeReadIsNamed() throws Exception {
        var broken = Specimen.policy("broken", "1", Map.of("podSelector", 7));
        mailbox.put(new PolicyChange(broken.key(), Optional.of(broken)));
        synced();

        assertThat(only("").path("undecided").toString())
                .isEqualTo("{\"count\":1,\"sample\":[\"NetworkPolicy ai-workloads/broken\"]}");
    }

    @Test
    void anEnforcerThatIsSwitchedOffLetsEverybodyIn() throws Exception {
        mailbox.put(new ProfileChange(
                EnforcementProfile.of(CiliumProfile.CURRENT.with(EnablePolicy.NEVER)), "cilium-config"));
        synced();

        var ingress = only("").path("subjects").path(0).path("ingress");
        assertThat(ingress.path("isolated").asBoolean()).isFalse();
        assertThat(ingress.path("peers").path(0).path("connections").asString()).isEqualTo("ALL");
    }

    @Test
    void namespacesComeInPagesAndAreFiltered() throws Exception {
        see(Specimen.baseline("Observe", 2,
                Map.of("scope", Map.of("namespaces", Map.of("names", List.of("a", "b", "c"))))));
        List.of("a", "b", "c").forEach(this::namespace);
        synced();

        var first = browser.json("/api/v1/connectivity?limit=2");
        assertThat(names(first)).containsExactly("a", "b");
        var second = browser
                .json("/api/v1/connectivity?limit=2&continue=" + first.path("continue").asString());
        assertThat(names(second)).containsExactly("c");
        assertThat(second.has("continue")).isFalse();
        assertThat(names(browser.json("/api/v1/connectivity?namespace=b&namespace=c&baseline="
                + Specimen.BASELINE))).containsExactly("b", "c");
        assertThat(names(browser.json("/api/v1/connectivity?baseline=other"))).isEmpty();
    }

    @Test
    void anAnswerIsBoundedHoweverManyKindsOfPodsThereAre() throws Exception {
        see(Specimen.baseline("Observe", 2,
                Map.of("scope", Map.of("namespaces", Map.of("names", List.of("a", "b"))))));
        List.of("a", "b").forEach(this::namespace);
        for (var number = 1; number <= 120; number++) {
            see(with(Specimen.pod("a", "model-" + number, Specimen.MODEL), number));
        }
        synced();

        var first = browser.json("/api/v1/connectivity");
        assertThat(names(first)).containsExactly("a");
        assertThat(first.path("connectivity").path(0).path("subjects")).hasSize(100);
        assertThat(first.path("connectivity").path(0).path("others").asInt()).isEqualTo(20);
        var second = browser.json("/api/v1/connectivity?continue=" + first.path("continue").asString());
        assertThat(names(second)).containsExactly("b");
        assertThat(second.has("continue")).isFalse();
    }

    private static Pod with(Pod pod, int port) {
        return new Pod(pod.namespace(), pod.name(), pod.uid(), pod.labels(), pod.workload(), pod.addresses(),
                List.of(new ContainerPort(new NamedPort(Protocol.TCP, "http"), port)), pod.node(),
                pod.traits());
    }

    private static List<String> names(JsonNode answer) {
        return StreamSupport.stream(answer.path("connectivity").spliterator(), false)
                .map(part -> part.path("namespace").asString()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "?limit=0 | limit: expected a number from 1 to 50, found \"0\"",
            "?limit=51 | limit: expected a number from 1 to 50, found \"51\"",
            "?state=Open | parameter: expected one of namespace, baseline, limit, continue, found \"state\"",
            "?continue=x | continue: expected the value of a previous answer, found \"x\"",
            "?namespace= | namespace: expected a name, found \"\""})
    void aWrongParameterIsRefusedInOneLine(String query, String problem) throws Exception {
        var answer = browser.get("/api/v1/connectivity" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(browser.json("/api/v1/connectivity" + query).path("error").asString()).isEqualTo(problem);
    }

    @Test
    void beforeEverythingWasSeenThereIsNoAnswer() throws Exception {
        var answer = browser.get("/api/v1/connectivity");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("the first complete view of the cluster is awaited");
    }
}
