package dev.ringfence.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.demo.Attack.Expected.Reported;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Ink PLAIN = new Ink(/* coloured= */ false);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Demo.run(Clock.systemUTC(), PLAIN, new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private boolean play(String mode, Attack attack) {
        try (var stage = Stage.open(0, mode, new Patience(Clock.systemUTC(), PATIENCE))) {
            return new Performance(new PrintWriter(out), PLAIN).play(stage, List.of(attack));
        }
    }

    @Test
    void everyAttackIsSeenAndJudged() {
        assertThat(run("--once", "--port", "0")).as(out + "\n" + err).isZero();

        assertThat(out.toString())
                .contains(
                        """

                                2. Add a port
                                   attacker  adds port 22 to the rule of ai-workload-isolation
                                   seen      PolicyChanged, Loosened, critical
                                   witness   ai-workloads/data-collector can reach ai-workloads/model-0 on TCP 22
                                   cause     NetworkPolicy ai-workloads/ai-workload-isolation, spec.ingress[0], changed by attacker
                                   done      RestorePolicy, Succeeded
                                   time      seen after\s""")
                .contains("ai-workloads/intruder can reach ai-workloads/model-0 on TCP 80")
                .contains("9 attacks: 9 seen, 7 repaired, 2 reported, 0 missed or misjudged; "
                        + "1 harmless change: 1 left alone");
        assertThat(out.toString().lines().filter(line -> line.startsWith("   seen"))).containsExactly(
                "   seen      PolicyMissing, Loosened, critical",
                "   seen      PolicyChanged, Loosened, critical",
                "   seen      PolicyChanged, Loosened, critical",
                "   seen      PolicyChanged, Tightened, warning",
                "   seen      PolicyChanged, Loosened, critical",
                "   seen      ForeignPolicy, Loosened, critical",
                "   seen      same effect as approved: no drift",
                "   seen      WorkloadUncovered, Loosened, critical",
                "   seen      PeerGained, Loosened, warning",
                "   seen      NamespaceMissing, Tightened, warning");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aDriftThatStaysOpenIsAFault() {
        assertThat(play("Observe", Script.deletePolicy())).isFalse();

        assertThat(out.toString()).contains("WRONG")
                .contains("expected a PolicyMissing that is closed within 3 s")
                .contains("expected action \"CreatePolicy Succeeded\", found \" \"")
                .contains("1 attacks: 1 seen, 0 repaired, 0 reported, 1 missed or misjudged");
    }

    @Test
    void anAttackThatNobodySeesIsMissed() {
        var idle = new Attack("Do nothing", "does nothing", _ -> {
        }, new Reported("WorkloadUncovered", "Loosened"));

        assertThat(play("Repair", idle)).isFalse();

        assertThat(out.toString()).contains("expected a WorkloadUncovered within 3 s")
                .contains("1 attacks: 0 seen, 0 repaired, 0 reported, 1 missed or misjudged");
    }

    @Test
    void badUsageIsOneLine() {
        assertThat(run("--port", "70000")).isEqualTo(2);

        assertThat(err.toString()).isEqualToNormalizingNewlines(
                "ringfence demo: --port: expected 0 to 65535, found \"70000\" (see ringfence demo --help)\n");
    }

    @Test
    void anUnknownOptionIsOneLine() {
        assertThat(run("--twice")).isEqualTo(2);

        assertThat(err.toString()).startsWith("ringfence demo: ").contains("--twice").hasLineCount(1);
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThat(run("--once", "--port", String.valueOf(taken.getLocalPort()))).isEqualTo(2);
        }

        assertThat(err.toString()).startsWith("ringfence demo: --port: expected a port that is free, found ")
                .hasLineCount(1);
    }

    @Test
    void helpNamesTheOptions() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("--once", "--port");
    }
}
