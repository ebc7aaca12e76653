package dev.ringfence.demo;

import dev.ringfence.demo.Attack.Expected.Nothing;
import dev.ringfence.demo.Attack.Expected.Repaired;
import dev.ringfence.demo.Attack.Expected.Reported;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries out one attack after the other, takes the time, and judges what Ringfence made of each.
final class Referee {
    private final Attacker attacker;
    private final RingfenceApi ringfence;
    private final PolicyLog policies;
    private final Patience patience;
    private final Clock clock;

    /// When an attack was sent, and when somebody other than Ringfence first knew that it had succeeded.
    private record Moment(Instant sent, Instant known) {

        Duration until(Instant later) {
            var time = Duration.between(known, later);
            return time.isNegative() ? Duration.ZERO : time;
        }
    }

    Referee(Attacker attacker, RingfenceApi ringfence, PolicyLog policies, Patience patience) {
        this.attacker = attacker;
        this.ringfence = ringfence;
        this.policies = policies;
        this.patience = patience;
        this.clock = patience.clock();
    }

    Result judge(Attack attack) {
        return switch (attack.expected()) {
            case Repaired expected -> repaired(attack, expected);
            case Reported expected -> reported(attack, expected);
            case Nothing _ -> nothing(attack);
        };
    }

    private Moment carryOut(Attack attack) {
        policies.forget();
        var sent = clock.instant();
        attack.deed().accept(attacker);
        var answered = clock.instant();
        return new Moment(sent, policies.firstChange().filter(answered::isAfter).orElse(answered));
    }

    private Result repaired(Attack attack, Repaired expected) {
        var moment = carryOut(attack);
        var faults = new ArrayList<String>();
        // Not by asking Ringfence all the time, which would take its time.
        var restored = patience.await(policies::restored);
        if (restored.isEmpty()) {
            faults.add("expected the approved policies within " + limit());
        }
        if (!patience.until(() -> closed(moment, expected.kind()))) {
            faults.add("expected a " + expected.kind() + " that is closed within " + limit());
        }
        patience.until(() -> ringfence.driftsSince(moment.sent()).stream().allMatch(Sighting::isClosed));
        var drifts = ringfence.driftsSince(moment.sent());
        var drift = named(drifts, expected.kind());
        drift.ifPresent(found -> {
            check(faults, "verdict", expected.verdict(), found.verdict());
            check(faults, "state", "Repaired", found.state());
            check(faults, "action", expected.action() + " Succeeded", found.action() + " " + found.result());
        });
        var alongside = others(drifts, drift, expected.alongside(), faults);
        attack.undo().accept(attacker);
        return new Result(attack, drift, alongside, drift.map(found -> moment.until(found.detectedAt())),
                restored.map(moment::until), Optional.empty(), faults);
    }

    private boolean closed(Moment moment, String kind) {
        return named(ringfence.driftsSince(moment.sent()), kind).filter(Sighting::isClosed).isPresent();
    }

    private Result reported(Attack attack, Reported expected) {
        var moment = carryOut(attack);
        var faults = new ArrayList<String>();
        var drift = patience.await(() -> named(ringfence.driftsSince(moment.sent()), expected.kind()));
        if (drift.isEmpty()) {
            faults.add("expected a " + expected.kind() + " within " + limit());
        }
        drift.ifPresent(found -> {
            check(faults, "verdict", expected.verdict(), found.verdict());
            check(faults, "state", "Open", found.state());
            check(faults, "action", "", found.action());
        });
        attack.undo().accept(attacker);
        var undone = clock.instant();
        var closed = patience.await(() -> named(ringfence.driftsSince(moment.sent()), expected.kind())
                .flatMap(Sighting::closedAt));
        if (drift.isPresent() && closed.isEmpty()) {
            faults.add("expected the drift to close within " + limit());
        }
        var alongside = others(ringfence.driftsSince(moment.sent()), drift, List.of(), faults);
        return new Result(attack, drift, alongside, drift.map(found -> moment.until(found.detectedAt())),
                Optional.empty(), closed.map(new Moment(undone, undone)::until), faults);
    }

    private Result nothing(Attack attack) {
        var evaluations = ringfence.evaluations();
        var moment = carryOut(attack);
        var faults = new ArrayList<String>();
        if (!patience.until(() -> ringfence.evaluations() > evaluations && policies.changes() > 0)) {
            faults.add("expected a judgement within " + limit());
        }
        if (policies.changes() != 1) {
            faults.add("expected no write, found " + (policies.changes() - 1));
        }
        var alongside = others(ringfence.driftsSince(moment.sent()), Optional.empty(), List.of(), faults);
        return new Result(attack, Optional.empty(), alongside, Optional.empty(), Optional.empty(),
                Optional.empty(), faults);
    }

    private static Optional<Sighting> named(List<Sighting> drifts, String kind) {
        return drifts.stream().filter(drift -> drift.kind().equals(kind)).findFirst();
    }

    private static List<Sighting> others(List<Sighting> drifts, Optional<Sighting> expected,
            List<String> alongside, List<String> faults) {
        var others = drifts.stream().filter(drift -> expected.isEmpty()
                || !drift.kind().equals(expected.get().kind())).toList();
        others.stream().filter(drift -> !alongside.contains(drift.kind()))
                .forEach(drift -> faults
                        .add("expected no other drift, found " + drift.kind() + " (" + drift.cause() + ")"));
        return others;
    }

    private static void check(List<String> faults, String what, String expected, String found) {
        if (!expected.equals(found)) {
            faults.add("expected " + what + " \"" + expected + "\", found \"" + found + "\"");
        }
    }

    private String limit() {
        return patience.limit().toSeconds() + " s";
    }
}
