package dev.ringfence.cli.output;

import dev.ringfence.cli.output.Ink.Tone;
import dev.ringfence.connectivity.explanation.Explanation;
import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.explanation.Remedy;
import dev.ringfence.model.OneLine;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PolicyKey;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Prints an answer with its reasons.
public final class ExplanationPrinter {
    private static final int LINE_LIMIT = 400;

    private final Explanation explanation;
    private final BiFunction<PolicyKey, String, Optional<String>> position;
    private final List<Undecided> undecided;

    /// @param position where a place of a policy stands, as `file:line`
    /// @param undecided what the answer does not take into account
    public ExplanationPrinter(Explanation explanation,
            BiFunction<PolicyKey, String, Optional<String>> position, List<Undecided> undecided) {
        this.explanation = explanation;
        this.position = position;
        this.undecided = List.copyOf(undecided);
    }

    /// Prints text for people.
    public void text(PrintWriter out, Ink ink) {
        var question = explanation.question();
        line(out, ink, tone(explanation.answer()), headline());
        if (question.isToItself()) {
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
        var whole = name(question.source()) + " -> " + name(question.destination()) + ports + ": ";
        return whole + word(explanation.answer()) + (question.ports().isAll() ? extent() : "");
    }

    /// Where no port was asked for, which there are.
    private String extent() {
        return switch (explanation.answer()) {
            case ALLOWED -> " on " + explanation.allowed().certain();
            case UNDECIDED -> " on " + explanation.allowed().possible();
            case REFUSED -> " on every protocol and port";
        };
    }

    private void side(Side side, PrintWriter out, Ink ink) {
        var name = side.subject().key();
        line(out, ink, Tone.HEADING,
                side.direction().text().toLowerCase(Locale.ROOT) + " of " + name + ": "
                        + word(side.answer()));
        if (!side.subject().isSubjectToPolicies()) {
            line(out, ink, Tone.NORMAL, "  policies cannot hold it: it uses the network of its node");
            return;
        }
        if (side.isolating().isEmpty()) {
            line(out, ink, Tone.NORMAL,
                    "  not isolated: no policy with " + side.direction().text() + " selects it");
        } else {
            isolated(side, out, ink);
        }
        side.rules().forEach(reading -> line(out, ink, tone(reading),
                "  " + reading.policy().key() + " " + reading.rule().path()
                        + at(reading.policy().key(), reading.rule().path()) + ": " + reason(reading, side)));
    }

    private void isolated(Side side, PrintWriter out, Ink ink) {
        line(out, ink, Tone.NORMAL, "  isolated by " + side.isolating().stream()
                .map(policy -> policy.key() + at(policy.key(), "spec")).collect(Collectors.joining(", ")));
        if (side.rules().isEmpty()) {
            line(out, ink, Tone.NORMAL, "  with no rule that allows anything");
        }
    }

    private static Tone tone(Reading reading) {
        if (!reading.matches()) {
            return Tone.NORMAL;
        }
        return switch (reading.rule().action()) {
            case ALLOW -> Tone.GOOD;
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
        var end = side.direction() == Direction.INGRESS ? "source" : "destination";
        var verb = verb(reading.rule().action());
        if (reading.matches()) {
            return verb + " it (" + reading.rule().ports() + ")";
        }
        var ports = verb + " only " + reading.rule().ports();
        return switch (reading.peer()) {
            case ALLOWED -> "the " + end + " matches, but it " + ports;
            case UNDECIDED -> "may match the " + end + " by its address"
                    + (reading.ports() ? "" : ", but it " + ports);
            case REFUSED -> "the " + end + " is none of its peers"
                    + (reading.ports() ? "" : ", and it " + ports);
        };
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

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String name(End end) {
        return switch (end) {
            case End.OfAddress(var address) -> address.toString();
            case End.OfPod(var pod) -> pod.key();
        };
    }

    /// Prints the same as JSON.
    public void json(PrintWriter out) {
        var question = explanation.question();
        var document = new LinkedHashMap<String, Object>();
        document.put("src", name(question.source()));
        document.put("dst", name(question.destination()));
        document.put("asked", PortsJson.of(question.ports()));
        document.put("answer", word(explanation.answer()));
        PortsJson.put("allowed", explanation.allowed(), document);
        document.put("sides", explanation.sides().stream().map(this::json).toList());
        document.put("remedies", explanation.remedies().stream().map(Remedy::text).toList());
        if (!undecided.isEmpty()) {
            document.put("undecided", Undecided.json(undecided));
        }
        Json.print(document, out);
    }

    private Map<String, Object> json(Side side) {
        var object = new LinkedHashMap<String, Object>();
        object.put("direction", side.direction().text());
        object.put("subject", side.subject().key());
        object.put("answer", word(side.answer()));
        object.put("isolatedBy", side.isolating().stream().map(policy -> policy.key().toString()).toList());
        object.put("rules", side.rules().stream().map(this::json).toList());
        return object;
    }

    private Map<String, Object> json(Reading reading) {
        var object = new LinkedHashMap<String, Object>();
        object.put("policy", reading.policy().key().toString());
        object.put("path", reading.rule().path());
        position.apply(reading.policy().key(), reading.rule().path())
                .ifPresent(place -> object.put("place", place));
        object.put("peer", word(reading.peer()));
        object.put("ports", reading.ports());
        object.put("action", word(reading.rule().action()));
        object.put("allows", reading.allows());
        return object;
    }
}
