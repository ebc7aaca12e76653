package dev.ringfence.web;

import dev.ringfence.daemon.Survey;
import dev.ringfence.daemon.SurveyRequest;
import java.util.concurrent.CompletableFuture;

/// Whoever can say what is live in guarded namespaces.
@FunctionalInterface
public interface Surveyor {

    /// What is live, as soon as it can be said.
    CompletableFuture<Survey> survey(SurveyRequest request);
}
