package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.explanation.Explanation;
import dev.ringfence.connectivity.explanation.Explanation.Overriding;
import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Tier;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints an answer with its reasons for people.
///
/// @param position where a place of a policy stands, as `file:line`
/// @param undecided what the answer does not take into account
public record ExplanationText(Explanation explanation,
        BiFunction<PolicyKey, String, Optional<String>> position, List<Undecided> undecided) {
    private static final int LINE_LIMIT = 400;

    public ExplanationText {
        undecided = List.copyOf(undecided);
    }

    /// Prints it.
    public void print(PrintWriter out, Ink ink) {
        line(out, ink, tone(explanation.answer()), headline());
        if (explanation.answer() == Answer.ALLOWED) {
            requests(explanation.allowed().certain(), out, ink);
        }
        if (explanation.question().isToItself()) {
            line(out, ink, Tone.NORMAL, "no policy can keep a pod from itself");
        }
        for (var side : explanation.sides()) {
            out.println();
            side(side, out, ink);
        }
        if (!explanation.remedies().isEmpty()) {
            out.println();
            line(out, ink, Tone.HEADING,
                    "to have it " + (explanation.answer() == Answer.ALLOWED ? "refused" : "allowed")
                            + ", the nearest first:");
            explanation.remedies().forEach(remedy -> line(out, ink, Tone.NORMAL, "  - " + remedy.text()));
        }
        Undecided.print(undecided, out, ink);
    }

    private String headline() {
        var question = explanation.question();
        var ports = question.ports().isAll() ? "" : " on " + question.ports();
        return name(question.source()) + " -> " + name(question.destination()) + ports + ": "
                + word(explanation.answer()) + (question.ports().isAll() ? extent() : "");
    }

    /// Where no port was asked for, which there are.
    private String extent() {
        return switch (explanation.answer()) {
            case ALLOWED -> " on " + explanation.allowed().certain().ports();
            case UNDECIDED -> " on " + explanation.allowed().possible().ports();
            case REFUSED -> " on every protocol and port";
        };
    }

    /// What may be said where not everything may.
    private static void requests(Traffic traffic, PrintWriter out, Ink ink) {
        traffic.limited().forEach((said, ports) -> line(out, ink, Tone.DOUBTFUL,
                "on " + ports + " only: " + said + said.witness()
                        .map(request -> ", such as " + request).orElse("")));
    }

    private void side(Side side, PrintWriter out, Ink ink) {
        line(out, ink, Tone.HEADING, side.direction().text().toLowerCase(Locale.ROOT) + " of "
                + side.subject().key() + ": " + word(side.answer()));
        if (!side.subject().isSubjectToPolicies()) {
            line(out, ink, Tone.NORMAL, "  policies cannot hold it: it uses the network of its node");
            return;
        }
        if (side.overriding().equals(Optional.of(Overriding.NOT_ENFORCED))) {
            line(out, ink, Tone.DOUBTFUL, "  the enforcer is set to enforce no policy");
            return;
        }
        side.doubts().forEach(policy -> line(out, ink, Tone.DOUBTFUL,
                "  " + policy.key() + at(policy.key(), "spec") + ": " + policy.doubt().orElse("")));
        rules(side, Tier.ADMIN, out, ink);
        line(out, ink, Tone.NORMAL, "  " + isolation(side));
        if (side.overriding().equals(Optional.of(Overriding.LET_IN))) {
            line(out, ink, Tone.NORMAL, "  the enforcer lets the source in unless a rule denies it");
        }
        rules(side, Tier.NAMESPACE, out, ink);
        if (!side.isolating().isEmpty() && side.rules(Tier.NAMESPACE).isEmpty()) {
            line(out, ink, Tone.NORMAL, "  with no rule that allows anything");
        }
        rules(side, Tier.BASELINE, out, ink);
        if (side.answer() == Answer.UNDECIDED && explanation.question().destination() instanceof End.OfName) {
            line(out, ink, Tone.DOUBTFUL,
                    "  the addresses of a name get known only where a rule with dns lets a proxy see answers");
        }
    }

    private String isolation(Side side) {
        if (side.overriding().equals(Optional.of(Overriding.ALWAYS_ENFORCED))) {
            return "isolated, since the enforcer isolates every pod";
        }
        return side.isolating().isEmpty()
                ? "not isolated: no policy with " + side.direction().text() + " selects it"
                : "isolated by " + side.isolating().stream().map(Policy::key).distinct()
                        .map(key -> key + at(key, "spec")).collect(Collectors.joining(", "));
    }

    private void rules(Side side, Tier tier, PrintWriter out, Ink ink) {
        side.rules(tier).forEach(reading -> line(out, ink, tone(reading),
                "  " + reading.policy().key() + " " + reading.rule().path()
                        + at(reading.policy().key(), reading.rule().path()) + ": " + reason(reading, side)));
    }

    private static Tone tone(Reading reading) {
        if (!reading.decides()) {
            return Tone.NORMAL;
        }
        return switch (reading.rule().action()) {
            case ALLOW -> reading.limitsRequests() ? Tone.DOUBTFUL : Tone.GOOD;
            case DENY -> Tone.BAD;
            case PASS -> Tone.DOUBTFUL;
        };
    }

    private static String verb(Action action) {
        return switch (action) {
            case ALLOW -> "allows";
            case DENY -> "denies";
            case PASS -> "leaves to the next tier";
        };
    }

    private static String reason(Reading reading, Side side) {
        var end = side.direction().text().equals("Ingress") ? "source" : "destination";
        var verb = verb(reading.rule().action());
        if (reading.matches()) {
            return verb + " it (" + reading.rule().ports() + ")" + saying(reading.rule().said())
                    + (reading.decides() ? "" : ", but what comes before it decides");
        }
        var ports = verb + " only " + reading.rule().ports();
        return switch (reading.peer()) {
            case ALLOWED -> "the " + end + " matches, but it " + ports;
            case UNDECIDED -> "may match the " + end + " by its address"
                    + (reading.ports().isEmpty() ? ", but it " + ports : "");
            case REFUSED -> "the " + end + " is none of its peers"
                    + (reading.ports().isEmpty() ? ", and it " + ports : "");
        };
    }

    /// What the rule demands of what is said.
    private static String saying(PortConstraint said) {
        var demands = Stream.of(said.requests().map(parsed -> parsed.constraint().toString()),
                said.serverNames().map(Object::toString),
                said.authentication().map(mode -> mode.constraint().toString()))
                .flatMap(Optional::stream).collect(Collectors.joining(" and "));
        return demands.isEmpty() ? "" : " for " + demands;
    }

    private String at(PolicyKey policy, String path) {
        return position.apply(policy, path).map(place -> " (" + place + ")").orElse("");
    }

    private static void line(PrintWriter out, Ink ink, Tone tone, String text) {
        out.println(ink.paint(OneLine.of(text, LINE_LIMIT), tone));
    }

    private static Tone tone(Answer answer) {
        return switch (answer) {
            case ALLOWED -> Tone.GOOD;
            case REFUSED -> Tone.BAD;
            case UNDECIDED -> Tone.DOUBTFUL;
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String name(End end) {
        return switch (end) {
            case End.OfAddress(var address) -> address.toString();
            case End.OfPod(var pod) -> pod.key();
            case End.OfWorld() -> "world";
            case End.OfEntity(var entity) -> entity.text();
            case End.OfName(var name) -> name;
        };
    }
}
