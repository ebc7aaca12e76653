package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    private Path directory;
    private Path kubeconfig;
    private Path baseline;

    @BeforeEach
    void writeFiles() throws IOException {
        kubeconfig = Files.createFile(directory.resolve("kubeconfig"));
        baseline = Files.createFile(directory.resolve("baseline.yaml"));
    }

    @Test
    void defaultsSuitAPodThatHasNoArguments() {
        assertThat(parsed(Map.of()))
                .isEqualTo(new RunOptions(Optional.empty(), Optional.empty(), List.of(), 8080,
                        true, "default", Duration.ofMinutes(5), "auto", LogFormat.TEXT));
    }

    @Test
    void everyOptionIsReadFromTheCommandLine() {
        var options = parsed(Map.of(), "--kubeconfig", kubeconfig.toString(), "--context", "staging",
                "--baseline",
                baseline.toString(), "--baseline", directory.toString(), "--port", "0",
                "--leader-elect=false",
                "--lease-namespace", "guard", "--resync", "30s", "--enforcer", "calico",
                "--log-format", "json");

        assertThat(options).isEqualTo(new RunOptions(Optional.of(kubeconfig), Optional.of("staging"),
                List.of(baseline, directory), 0, false, "guard", Duration.ofSeconds(30), "calico",
                LogFormat.JSON));
    }

    @Test
    void everyOptionIsReadFromTheEnvironment() {
        var options = parsed(Map.of("RINGFENCE_KUBECONFIG", kubeconfig.toString(), "RINGFENCE_CONTEXT",
                "staging",
                "RINGFENCE_BASELINE", baseline + File.pathSeparator + directory, "RINGFENCE_PORT", "9090",
                "RINGFENCE_LEADER_ELECT", "false", "RINGFENCE_LEASE_NAMESPACE", "guard", "RINGFENCE_RESYNC",
                "1h",
                "RINGFENCE_ENFORCER", "cilium:1.18.4", "RINGFENCE_LOG_FORMAT", "json"));

        assertThat(options).isEqualTo(new RunOptions(Optional.of(kubeconfig), Optional.of("staging"),
                List.of(baseline, directory), 9090, false, "guard", Duration.ofHours(1), "cilium:1.18.4",
                LogFormat.JSON));
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        var options = parsed(Map.of("RINGFENCE_PORT", "9090", "RINGFENCE_BASELINE", "/nowhere"),
                "--port=7070",
                "--baseline", baseline.toString());

        assertThat(options.port()).isEqualTo(7070);
        assertThat(options.baselines()).containsExactly(baseline);
    }

    @Test
    void anEmptyVariableIsUnset() {
        var options = parsed(Map.of("RINGFENCE_PORT", "", "RINGFENCE_BASELINE", "", "RINGFENCE_CONTEXT", ""));

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.baselines()).isEmpty();
        assertThat(options.context()).isEmpty();
    }

    @Test
    void leaderElectWithoutAValueMeansYes() {
        assertThat(parsed(Map.of("RINGFENCE_LEADER_ELECT", "false"), "--leader-elect").leaderElect())
                .isTrue();
    }

    @Test
    void theLeaseIsKeptInThePodsNamespace() throws IOException {
        var file = Files.writeString(directory.resolve("namespace"), "ringfence-system\n");
        var run = new CommandRun(Map.of(), file);

        run.execute("run");

        assertThat(run.options().leaseNamespace()).isEqualTo("ringfence-system");
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "5m, 300", "1h, 3600", "PT5M, 300", "24h, 86400", "1s, 1"})
    void aPeriodIsShortTextOrIsoText(String text, long seconds) {
        assertThat(parsed(Map.of(), "--resync", text).resync()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0s", "-5m", "5", "5 m", "soon", "25h", "PT-1M", "99999999999h", "''"})
    void aPeriodThatIsNoneIsRefused(String text) {
        assertThat(refusal(Map.of(), "--resync", text)).isEqualTo("""
                ringfence: --resync: expected a period from 1s to 24h, such as 30s, 5m, 1h or PT5M, found "%s"
                """.formatted(text));
    }

    @ParameterizedTest
    @CsvSource({"-1", "65536", "http", "80.0", "''", "999999999999"})
    void aPortThatIsNoneIsRefused(String text) {
        assertThat(refusal(Map.of(), "--port=" + text))
                .isEqualTo(
                        "ringfence: --port: expected a port from 0 to 65535, found \"%s\"\n".formatted(text));
    }

    @Test
    void aBadVariableIsNamedAsThePlace() {
        assertThat(refusal(Map.of("RINGFENCE_LEADER_ELECT", "maybe")))
                .isEqualTo("ringfence: RINGFENCE_LEADER_ELECT: expected true or false, found \"maybe\"\n");
        assertThat(refusal(Map.of("RINGFENCE_LOG_FORMAT", "xml")))
                .isEqualTo("ringfence: RINGFENCE_LOG_FORMAT: expected text or json, found \"xml\"\n");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(refusal(Map.of(), "--kubeconfig", "/nowhere/config")).isEqualTo(
                "ringfence: --kubeconfig: expected a file that can be read, found \"/nowhere/config\"\n");
        assertThat(refusal(Map.of("RINGFENCE_BASELINE", baseline + File.pathSeparator + "/nowhere")))
                .isEqualTo(
                        "ringfence: RINGFENCE_BASELINE: expected a file or directory that can be read, found \"/nowhere\"\n");
    }

    @Test
    void aDirectoryIsNoKubeconfig() {
        assertThat(refusal(Map.of(), "--kubeconfig", directory.toString())).isEqualTo(
                "ringfence: --kubeconfig: expected a file that can be read, found \"%s\"\n"
                        .formatted(directory));
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThat(refusal(Map.of(), "--lease-namespace", ""))
                .isEqualTo("ringfence: --lease-namespace: expected a name, found \"\"\n");
    }

    @Test
    void aMessageCannotForgeALine() {
        assertThat(refusal(Map.of(), "--port", "1\nringfence: all is well\u001b[2J"))
                .isEqualTo("ringfence: --port: expected a port from 0 to 65535, "
                        + "found \"1\\u000aringfence: all is well\\u001b[2J\"\n");
    }

    private RunOptions parsed(Map<String, String> environment, String... arguments) {
        var run = new CommandRun(environment, directory.resolve("absent"));
        assertThat(run.execute(command(arguments))).as(run.errors()).isZero();
        return run.options();
    }

    private String refusal(Map<String, String> environment, String... arguments) {
        var run = new CommandRun(environment, directory.resolve("absent"));
        assertThat(run.execute(command(arguments))).isEqualTo(2);
        assertThat(run.startedADaemon()).isFalse();
        assertThat(run.output()).isEmpty();
        return run.errors();
    }

    private static String[] command(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
