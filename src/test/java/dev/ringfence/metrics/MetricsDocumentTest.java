package dev.ringfence.metrics;

import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.SampleReports;
import dev.ringfence.daemon.Turn;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/metrics.md` to what is exposed.
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*)\\| [^|]+ \\| [^|]+ \\|$",
            Pattern.MULTILINE);
    private static final Pattern COUNT = Pattern.compile(
            "^\\| `(\\w+)` \\| .* \\| (\\d*) ?([BR]?) \\|$", Pattern.MULTILINE);
    /// The families whose names are this project's choice, and those that controllers share.
    private static final String OWN = "ringfence_|controller_runtime_|workqueue_|rest_client_";
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    @Test
    void theTableListsExactlyTheSeriesThatAreExposedWithTypeAndLabels() throws IOException {
        var documented = new TreeMap<String, String>();
        ROW.matcher(Files.readString(DOCUMENT)).results().forEach(row -> documented.put(row.group(1),
                row.group(2) + words(QUOTED.matcher(row.group(3)).results())));

        assertThat(exposed(OWN)).hasSizeGreaterThan(30).containsExactlyInAnyOrderEntriesOf(documented);
    }

    @Test
    void thereAreAsManySeriesOfEachAsTheTableSays() throws IOException {
        var page = page();
        var counted = new TreeMap<String, Integer>();
        var documented = new TreeMap<String, Integer>();
        COUNT.matcher(Files.readString(DOCUMENT)).results().forEach(row -> {
            var name = row.group(1);
            // The page has one baseline and one resource.
            documented.put(name, row.group(2).isEmpty() ? 1 : Integer.parseInt(row.group(2)));
            counted.put(name, (int) page.lines()
                    .filter(line -> line.matches(name + "(_bucket|_count|_sum)?[{ ].*")).count());
        });

        assertThat(counted).hasSizeGreaterThan(30).containsExactlyInAnyOrderEntriesOf(documented);
    }

    @Test
    void everySeriesOfTheProcessIsOfAFamilyThatIsNamed() throws IOException {
        assertThat(exposed("").keySet()).allSatisfy(
                name -> assertThat(name).matches("(" + OWN + "|jvm_|process_|system_).*"));
    }

    @Test
    void everySeriesHasAHelpText() throws IOException {
        var page = page();

        assertThat(exposed(OWN).keySet())
                .allSatisfy(name -> assertThat(page).containsPattern("# HELP " + name + " \\S"));
    }

    @Test
    void theClosedSetsAreListedWhole() throws IOException {
        var document = Files.readString(DOCUMENT);

        assertThat(set(document, "kind")).containsExactlyElementsOf(
                Arrays.stream(DriftKind.values()).map(DriftKind::text).toList());
        assertThat(set(document, "verdict")).containsExactlyElementsOf(
                Arrays.stream(Verdict.values()).map(Verdict::text).toList());
        assertThat(set(document, "severity")).containsExactlyElementsOf(
                Arrays.stream(Severity.values()).map(Severity::text).toList());
        assertThat(set(document, "result")).containsExactlyElementsOf(
                Arrays.stream(Outcome.Result.values()).map(Outcome.Result::text).toList());
        assertThat(set(document, "action")).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Action.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }

    @Test
    void anActionIsNamedLikeItsType() {
        var target = SampleReports.DEBUG_OPEN;

        assertThat(List.of(new Action.CreatePolicy("d", target, Map.of()),
                new Action.RestorePolicy("d", target, "1", Map.of(), Set.of()),
                new Action.DeletePolicy("d", target, "1"),
                new Action.CreateNamespace("d", target, Map.of()),
                new Action.LabelNamespace("d", target, Map.of())))
                .hasSameSizeAs(Action.class.getPermittedSubclasses())
                .allSatisfy(action -> assertThat(action.name()).isEqualTo(action.getClass().getSimpleName()));
    }

    private static List<String> set(String document, String label) {
        var start = document.indexOf("\n`" + label + "`: ");
        var end = document.indexOf(".\n", start);
        assertThat(start).as("the values of " + label + " in " + DOCUMENT).isPositive();
        return QUOTED.matcher(document.substring(start + label.length() + 3, end)).results()
                .map(found -> found.group(1)).toList();
    }

    /// Type and labels of each family whose name begins as `prefixes`, a pattern, says.
    private static Map<String, String> exposed(String prefixes) throws IOException {
        var page = page();
        var families = new TreeMap<String, String>();
        TYPE.matcher(page).results().filter(family -> family.group(1).matches("(" + prefixes + ").*"))
                .forEach(family -> {
                    var name = family.group(1);
                    var labels = page.lines().filter(line -> line.matches(name + "(_bucket)?\\{.*"))
                            .flatMap(line -> LABEL.matcher(line).results())
                            .filter(label -> !label.group(1).equals("le"));
                    families.put(name, family.group(2) + words(labels));
                });
        return families;
    }

    private static String words(Stream<MatchResult> found) {
        return new TreeSet<>(found.map(word -> word.group(1)).toList()).toString();
    }

    private static String page() throws IOException {
        try (var metrics = new PrometheusMetrics(Clock.fixed(NOON, ZoneOffset.UTC), "1.2.3")) {
            metrics.turned(new Turn(List.of(Duration.ofMillis(1)), Duration.ofMillis(2), false));
            metrics.ended("GET", "10.0.0.1:443", OptionalInt.of(200));
            metrics.published(SampleReports.incomplete());
            var out = new ByteArrayOutputStream();
            var _ = metrics.write("", out);
            metrics.published(SampleReports.of());
            out.reset();
            var _ = metrics.write("", out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
