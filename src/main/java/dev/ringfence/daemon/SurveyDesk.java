package dev.ringfence.daemon;

import dev.ringfence.daemon.Survey.Part;
import dev.ringfence.daemon.SurveyRequest.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where questions about what is live wait until the loop comes round. Any thread may ask; the loop's thread answers.
final class SurveyDesk {
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();

    private record Question(SurveyRequest request, CompletableFuture<Survey> answer) {}

    CompletableFuture<Survey> ask(SurveyRequest request) {
        var question = new Question(request, new CompletableFuture<>());
        waiting.add(question);
        return question.answer();
    }

    /// Answers all that wait. Costs the loop one copy of the classes of pods, however many ask.
    void answer(Guard guard) {
        if (waiting.isEmpty()) {
            return;
        }
        var census = guard.observed().population().census();
        for (var question = waiting.poll(); question != null; question = waiting.poll()) {
            if (!question.answer().isDone()) {
                try {
                    question.answer().complete(survey(guard, question.request(), census));
                } catch (RuntimeException failure) {
                    // It is for whoever asked to say so; the loop has more to do.
                    question.answer().completeExceptionally(failure);
                }
            }
        }
    }

    private static Survey survey(Guard guard, SurveyRequest request, Census census) {
        var asked = guard.baselines().all().stream()
                .flatMap(baseline -> baseline.namespaces().stream()).filter(namespace -> request
                        .wants(place(namespace)))
                .sorted(Comparator.comparing(SurveyDesk::place)).limit(request.limit() + 1L).toList();
        var parts = new ArrayList<Part>();
        asked.stream().limit(request.limit())
                .forEach(namespace -> parts.add(new Part(namespace.expectation(), guard.live(namespace))));
        return new Survey(guard.observed().isComplete(), guard.inputs().enforcer().profile(), parts, census,
                asked.size() > request.limit());
    }

    private static Place place(GuardedNamespace namespace) {
        return new Place(namespace.expectation().baseline().name(), namespace.expectation().namespace());
    }
}
