package dev.ringfence.cli.output;

import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.explanation.Explanation;
import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Remedy;
import dev.ringfence.policy.PolicyKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// An answer with its reasons as a JSON tree.
///
/// @param position where a place of a policy stands, as `file:line`
/// @param undecided what the answer does not take into account
public record ExplanationJson(Explanation explanation,
        BiFunction<PolicyKey, String, Optional<String>> position, List<Undecided> undecided) {

    public ExplanationJson {
        undecided = List.copyOf(undecided);
    }

    /// The tree.
    public Map<String, Object> tree() {
        var question = explanation.question();
        var document = new LinkedHashMap<String, Object>();
        document.put("src", ExplanationText.name(question.source()));
        document.put("dst", ExplanationText.name(question.destination()));
        document.put("asked", PortsJson.of(question.ports()));
        document.put("answer", ExplanationText.word(explanation.answer()));
        PortsJson.put("allowed", explanation.allowed().ports(), document);
        if (!explanation.allowed().certain().limited().isEmpty()) {
            document.put("requests", requests(explanation.allowed().certain()));
        }
        document.put("sides", explanation.sides().stream().map(this::json).toList());
        document.put("remedies", explanation.remedies().stream().map(Remedy::text).toList());
        if (!undecided.isEmpty()) {
            document.put("undecided", Undecided.json(undecided));
        }
        return document;
    }

    private static List<Map<String, Object>> requests(Traffic traffic) {
        return traffic.limited().entrySet().stream().map(part -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("ports", PortsJson.of(part.getValue()));
            object.put("only", part.getKey().toString());
            part.getKey().witness().ifPresent(request -> object.put("example", request.toString()));
            return (Map<String, Object>) object;
        }).toList();
    }

    private Map<String, Object> json(Side side) {
        var object = new LinkedHashMap<String, Object>();
        object.put("direction", side.direction().text());
        object.put("subject", side.subject().key());
        object.put("answer", ExplanationText.word(side.answer()));
        object.put("isolatedBy",
                side.isolating().stream().map(policy -> policy.key().toString()).distinct().toList());
        object.put("rules", side.rules().stream().map(this::json).toList());
        return object;
    }

    private Map<String, Object> json(Reading reading) {
        var object = new LinkedHashMap<String, Object>();
        object.put("policy", reading.policy().key().toString());
        object.put("tier", ExplanationText.word(reading.policy().tier()));
        object.put("path", reading.rule().path());
        position.apply(reading.policy().key(), reading.rule().path())
                .ifPresent(place -> object.put("place", place));
        object.put("peer", ExplanationText.word(reading.peer()));
        object.put("ports", !reading.ports().isEmpty());
        object.put("action", ExplanationText.word(reading.rule().action()));
        if (reading.limitsRequests()) {
            object.put("only", reading.rule().said().constraint().toString());
        }
        object.put("decides", reading.decides());
        return object;
    }
}
