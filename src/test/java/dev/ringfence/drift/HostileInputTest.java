package dev.ringfence.drift;

import static dev.ringfence.drift.Trainers.NAMESPACES;
import static dev.ringfence.drift.Trainers.NP;
import static dev.ringfence.drift.Trainers.PODS;
import static dev.ringfence.drift.Trainers.TRAINERS;
import static dev.ringfence.drift.Trainers.clusterOf;
import static dev.ringfence.drift.Trainers.cluster;
import static dev.ringfence.drift.Trainers.judged;
import static dev.ringfence.drift.Trainers.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Policies and pods that were made to be expensive: judging them ends, and keeps nothing quiet.
///
/// The limits are far above what is needed on any machine, and far below what exponential work takes.
@Timeout(30)
class HostileInputTest {

    private static String labels(Random random, int count) {
        return random.ints(0, 1200).distinct().limit(count)
                .mapToObj(i -> "k%04d: \"v%d\"".formatted(i, i % 3))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Judgement judgedWith(List<String> policies) {
        var all = new ArrayList<>(List.of(policy("np", NP)));
        all.addAll(policies);
        var cluster = cluster(all.toArray(String[]::new));
        var judgement = judged(NP, cluster);
        return judgement;
    }

    @Test
    void tangledPeerSelectorsAreReportedEachOne() {
        var random = new Random(1);
        var judgement = judgedWith(IntStream.range(0, 40).mapToObj(i -> policy("hostile-" + i,
                "{podSelector: {matchLabels: {app: trainer}}, ingress: [{from: [{podSelector: {matchLabels: "
                        + labels(random, 30) + "}}], ports: [{port: " + (1000 + i) + "}]}]}"))
                .toList());

        assertThat(judgement.drifts()).as("drifts").hasSize(40)
                .allMatch(drift -> drift.kind() == DriftKind.FOREIGN_POLICY);
    }

    @Test
    void tangledSubjectSelectorsAreReportedEachOne() {
        var random = new Random(2);
        var judgement = judgedWith(IntStream.range(0, 40).mapToObj(i -> policy("hostile-" + i,
                "{podSelector: {matchLabels: " + labels(random, 30) + "}, ingress: [{ports: [{port: "
                        + (1000 + i)
                        + "}]}]}"))
                .toList());

        assertThat(judgement.drifts()).as("drifts").hasSize(40)
                .allMatch(drift -> drift.verdict() == Verdict.LOOSENED);
    }

    @Test
    void negativeSubjectSelectorsAreReportedEachOne() {
        var judgement = judgedWith(IntStream.range(0, 40).mapToObj(i -> policy("hostile-" + i,
                "{podSelector: {matchExpressions: [{key: k" + i
                        + ", operator: NotIn, values: [a]}]}, ingress: [{ports: "
                        + "[{port: " + (1000 + i) + "}]}]}"))
                .toList());

        assertThat(judgement.drifts()).as("drifts").hasSize(40)
                .allMatch(drift -> drift.verdict() == Verdict.LOOSENED);
    }

    @Test
    void selectorsWithThousandsOfValuesAreExact() {
        var values = IntStream.range(0, 20_000).mapToObj(i -> "v" + i)
                .collect(Collectors.joining(", ", "[", "]"));
        var judgement = judgedWith(IntStream.range(0, 10).mapToObj(i -> policy("hostile-" + i,
                "{podSelector: {matchLabels: {app: trainer}}, ingress: [{from: [{podSelector: {matchExpressions: "
                        + "[{key: app, operator: In, values: " + values.replace("v1,", "w" + i + ",")
                        + "}]}}]}]}"))
                .toList());

        assertThat(judgement.drifts()).as("drifts").hasSize(10)
                .allMatch(drift -> drift.verdict() == Verdict.LOOSENED);
    }

    @Test
    void thousandsOfUncoveredPodsAreOneDrift() {
        var trainers = IntStream.range(0, 3000).mapToObj(i -> TRAINERS.replace("trainer-0", "trainer-" + i)
                .replace("{app: trainer}", "{app: trainer, index: \"" + i
                        + "\"}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: trainer}]"))
                .collect(Collectors.joining("---\n"));
        var now = clusterOf(NAMESPACES, trainers, PODS,
                policy("np", NP.replace("{app: trainer}", "{app: none}")));
        var judgement = judged(NP, now);

        assertThat(judgement.drifts()).as("drifts").singleElement()
                .satisfies(drift -> assertThat(drift.pods().count()).as("pods").isEqualTo(3000));
    }
}
