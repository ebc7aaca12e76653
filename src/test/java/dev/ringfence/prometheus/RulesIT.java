package dev.ringfence.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.controlplane.CommandResult;
import dev.ringfence.prometheus.ShippedRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Holds the shipped rules to promtool, to their unit tests, and to what an alert has to bring along.
class RulesIT {
    private static final Path TESTS = Path.of("src", "test", "resources", "prometheus");
    private static final Path RUNBOOKS = Path.of("docs", "runbooks");
    private static final Pattern NAME = Pattern
            .compile("\\b(ringfence|controller_runtime|workqueue|rest_client)_\\w+");

    static List<Rule> alerts() {
        return ShippedRules.alerts();
    }

    @Test
    void promtoolAcceptsTheRules() {
        var checked = Promtool.run("check", "rules", ShippedRules.FILE.toString());

        assertThat(checked.output()).contains("SUCCESS").doesNotContain("duplicate");
        assertThat(checked.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsWhatItIsAndWhatToDo(Rule alert) throws IOException {
        assertThat(alert.name()).matches("Ringfence([A-Z][a-z]+)+");
        assertThat(alert.severity()).isIn("critical", "warning", "info");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(alert.annotations().get("summary")).endsWith(".").doesNotContain("{{");
        assertThat(alert.annotations().get("description")).endsWith(".").contains("$labels.cluster");
        var page = RUNBOOKS.resolve(alert.name() + ".md");
        assertThat(alert.annotations()).containsEntry("runbook_url",
                "https://github.com/ringfence/ringfence/blob/main/" + page);
        assertThat(Files.readString(page)).startsWith("# " + alert.name() + "\n").contains(
                "Severity: " + alert.severity() + ".", "\n## What it means\n", "\n## How bad it is\n",
                "\n## How to look\n", "\n## How to stop it\n", "\n## Who did it\n")
                .doesNotContainPattern("(?m)^(kubectl|curl) ");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertFiresIgnoresABlipAndResolves(Rule alert) {
        var file = TESTS.resolve(alert.name() + ".test.yaml");
        var cases = ShippedRules.tree(ShippedRules.read(file)).at("/tests").valueStream().toList();

        assertThat(fired(alert, cases, "fires")).last().isEqualTo(true);
        assertThat(fired(alert, cases, "does not fire on a blip")).hasSizeGreaterThan(1).containsOnly(false);
        assertThat(fired(alert, cases, "resolves")).endsWith(true, false);
        var result = Promtool.run("test", "rules", file.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    /// Whether the alert is expected to fire, at each time of the case of that name.
    private static List<Boolean> fired(Rule alert, List<JsonNode> cases, String name) {
        return cases.stream().filter(test -> test.at("/name").asString().equals(name))
                .flatMap(test -> test.at("/alert_rule_test").valueStream())
                .filter(moment -> moment.at("/alertname").asString().equals(alert.name()))
                .map(moment -> moment.at("/exp_alerts").size() > 0).toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void theTestsOfAnAlertNoticeARuleThatNeverFiresOrAlwaysOrAtOnce(Rule alert, @TempDir Path folder)
            throws IOException {
        var never = alert.text().replaceFirst("(?s)expr: .*?\n( {8}(for|labels):)",
                "expr: vector(1) > 2\n$1");
        var always = alert.text().replaceFirst("(?s)expr: .*?\n( {8}(for|labels):)", "expr: vector(1)\n$1");
        var atOnce = alert.text().replaceFirst("for: \\d+\\w\n", "for: 0s\n");

        assertThat(tested(alert, never, folder).exitCode()).isNotZero();
        assertThat(tested(alert, always, folder).exitCode()).isNotZero();
        if (alert.text().contains("for: ")) {
            assertThat(tested(alert, atOnce, folder).exitCode()).isNotZero();
        }
        assertThat(tested(alert, alert.text(), folder).exitCode()).isZero();
    }

    /// How the unit tests of an alert end where the rule is another one.
    private static CommandResult tested(Rule alert, String text, Path folder) throws IOException {
        var rules = Files.writeString(folder.resolve("rules.yaml"),
                ShippedRules.text().replace(alert.text(), text));
        var tests = ShippedRules.read(TESTS.resolve(alert.name() + ".test.yaml"))
                .replaceFirst("rule_files: .*", "rule_files: [" + rules + "]");
        return Promtool.run("test", "rules",
                Files.writeString(folder.resolve("test.yaml"), tests).toString());
    }

    @Test
    void nothingIsLeftOverFromAnAlertThatIsGone() throws IOException {
        var names = alerts().stream().map(Rule::name).toList();

        assertThat(files(TESTS)).containsExactlyInAnyOrderElementsOf(
                names.stream().map(name -> name + ".test.yaml").toList());
        assertThat(files(RUNBOOKS)).containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("README.md"),
                names.stream().map(name -> name + ".md")).toList());
        assertThat(Files.readString(RUNBOOKS.resolve("README.md")))
                .contains(names.stream().map(name -> "[" + name + "](" + name + ".md)").toList());
    }

    @Test
    void rulesAndRunbooksNameSeriesThatThereAre() throws IOException {
        var documented = Files.readString(Path.of("docs", "metrics.md"));
        var texts = new ArrayList<>(ShippedRules.expressions());
        for (var file : files(RUNBOOKS)) {
            texts.add(Files.readString(RUNBOOKS.resolve(file)));
        }

        assertThat(texts).allSatisfy(text -> assertThat(NAME.matcher(text).results()
                .map(found -> found.group())
                .filter(name -> ShippedRules.records().stream().noneMatch(made -> made.contains(name))))
                .allSatisfy(name -> assertThat(documented)
                        .contains("| `" + name.replaceFirst("_(bucket|sum|count)$", "") + "` |")));
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
