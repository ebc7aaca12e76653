package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MainTest {
    private final CommandRun run = new CommandRun(Map.of(), Path.of("/nowhere"));

    @Test
    void theVersionIsPrinted() {
        assertThat(run.execute("--version")).isZero();
        assertThat(run.output()).isEqualTo("ringfence development\n");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run.execute("--help")).isZero();
        assertThat(run.output()).contains("run ", "crds ");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void helpOfRunListsEveryOptionOfTheContract() {
        assertThat(run.execute("run", "--help")).isZero();
        assertThat(run.output()).contains("--kubeconfig", "--context", "--baseline", "--port",
                "--leader-elect",
                "--lease-namespace", "--resync", "--log-format");
    }

    @Test
    void noCommandAtAllIsBadUsage() {
        assertThat(run.execute()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: ringfence");
        assertThat(run.output()).isEmpty();
    }

    @Test
    void anUnknownCommandIsBadUsage() {
        assertThat(run.execute("fly")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("ringfence: expected what ringfence --help lists, found \"fly\"\n");
    }

    @Test
    void anUnknownOptionIsBadUsage() {
        assertThat(run.execute("run", "--bogus")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("ringfence run: expected what ringfence run --help lists, found \"--bogus\"\n");
    }

    @Test
    void anOptionWithoutItsValueIsBadUsage() {
        assertThat(run.execute("run", "--port")).isEqualTo(2);
        assertThat(run.errors()).isEqualTo(
                "ringfence run: Missing required parameter for option '--port' (PORT) (see ringfence run --help)\n");
    }

    @Test
    void theCrdsAreDefinitionsThatKubectlCanApply() {
        assertThat(run.execute("crds")).as(run.errors()).isZero();
        assertThat(run.output()).contains("kind: CustomResourceDefinition",
                "isolationbaselines.ringfence.dev");
    }

    @Test
    void badInputThatTheDaemonFindsIsOneLine() {
        DaemonStarter starter = _ -> {
            throw new InvalidFieldException(
                    new Problem("baseline.yaml: spec.mode", "Observe or Repair", "\"Fix\""));
        };

        assertThat(run.execute(starter, "run")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo(
                        "ringfence: baseline.yaml: spec.mode: expected Observe or Repair, found \"Fix\"\n");
    }

    @Test
    void anUnexpectedFailureIsOneLineAndExitCodeOne() {
        DaemonStarter starter = _ -> {
            throw new IllegalStateException("no such\nthing");
        };

        assertThat(run.execute(starter, "run")).isOne();
        assertThat(run.errors())
                .isEqualTo(
                        "ringfence: unexpected failure: java.lang.IllegalStateException: no such\\u000athing\n");
    }

    @Test
    void aDaemonThatCannotGoOnEndsTheProgramWithExitCodeOne() {
        run.ended().completeExceptionally(new IllegalStateException("the loop ended"));

        assertThat(run.execute(_ -> run.daemon(), "run")).isOne();
        assertThat(run.closedTheDaemon()).isTrue();
        assertThat(run.errors())
                .isEqualTo(
                        "ringfence: unexpected failure: java.lang.IllegalStateException: the loop ended\n");
    }

    @Test
    void aDaemonThatFailedDoesNotEndWell() {
        run.ended().completeExceptionally(new IllegalStateException("the loop ended"));
        run.execute(_ -> run.daemon(), "run");

        assertThat(run.stop().requestAndWait()).isFalse();
    }

    @Test
    void theDaemonRunsUntilTheSignalAndIsClosedBeforeTheProcessEnds() {
        var result = CompletableFuture.supplyAsync(() -> run.execute(_ -> run.daemon(), "run"));
        var processEnd = CompletableFuture.supplyAsync(() -> run.stop().requestAndWait());

        Awaitility.await().untilAsserted(() -> assertThat(processEnd).isDone());
        assertThat(processEnd.join()).as("a graceful stop is a success").isTrue();
        assertThat(run.closedTheDaemon()).isTrue();
        assertThat(result.join()).isZero();
        assertThat(run.errors()).isEmpty();
    }
}
