package dev.ringfence.web;

import dev.ringfence.daemon.Survey;
import dev.ringfence.daemon.SurveyRequest;
import dev.ringfence.web.view.ConnectivityListView;
import dev.ringfence.web.view.ConnectivityView;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Works out who may reach guarded pods, on the thread of the request, and for few requests at a time.
final class ConnectivityAnswers {
    /// Much less than a proxy waits; a loop that is this busy has better things to do.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// The answers must not take the processors away from the loop.
    private static final int AT_A_TIME = 1;

    /// A page ends with the namespace that brings it to so many subjects, and names no more of a single one.
    static final int SUBJECTS = 100;

    private final Surveyor surveyor;
    private final Semaphore turns = new Semaphore(AT_A_TIME, /* fair= */ true);

    ConnectivityAnswers(Surveyor surveyor) {
        this.surveyor = surveyor;
    }

    ConnectivityListView answer(SurveyRequest request) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceUnavailableResponse("connectivity: other requests are under way, try again");
            }
            try {
                return view(surveyed(request));
            } finally {
                turns.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableResponse("connectivity: Ringfence is stopping");
        }
    }

    private Survey surveyed(SurveyRequest request) throws InterruptedException {
        var answer = surveyor.survey(request);
        try {
            var survey = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!survey.complete()) {
                throw new ServiceUnavailableResponse(
                        "connectivity: the first complete view of the cluster is awaited");
            }
            return survey;
        } catch (TimeoutException _) {
            answer.cancel(/* mayInterruptIfRunning= */ false);
            throw new ServiceUnavailableResponse("connectivity: the loop is busy, try again");
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a survey failed", failure);
        }
    }

    private static ConnectivityListView view(Survey survey) {
        var views = new ArrayList<ConnectivityView>();
        var subjects = 0;
        for (var part : survey.parts()) {
            if (subjects >= SUBJECTS) {
                break;
            }
            var connectivity = part.connectivity(survey, SUBJECTS);
            subjects += connectivity.subjects().size();
            views.add(ConnectivityView.of(part, connectivity));
        }
        var more = survey.more() || views.size() < survey.parts().size();
        return new ConnectivityListView(List.copyOf(views),
                more
                        ? Optional.of(ConnectivityQuery.token(survey.parts().get(views.size() - 1).place()))
                        : Optional.empty());
    }
}
