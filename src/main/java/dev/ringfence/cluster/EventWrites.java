package dev.ringfence.cluster;

import dev.ringfence.daemon.Notice;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.net.HttpURLConnection;
import java.util.Optional;

/// The writes of events. A notice that repeats an earlier one extends the series of the earlier one's event.
record EventWrites(WriteApi api, EventSeries series, String reportingInstance) {

    EventWrites(WriteApi api, String reportingInstance) {
        this(api, new EventSeries(), reportingInstance);
    }

    Outcome record(Notice notice) {
        Optional<EventSeries.Occurrence> repeated = series.repeat(notice);
        if (repeated.isEmpty()) {
            return create(notice);
        }
        EventSeries.Occurrence event = repeated.get();
        String path = ResourcePath.events(event.namespace()) + "/" + ResourcePath.encoded(event.name());
        return switch (api.merge(path, EventManifest.series(event.count(), notice.at()))) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED,
                        "recorded occurrence " + event.count() + " of event " + event.name());
            // Events live for an hour or so, by the API server's own settings, or until somebody deletes them.
            case Answer.Given given when Outcomes.isMissingObject(given) -> create(notice);
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    private Outcome create(Notice notice) {
        String name = EventManifest.name(notice);
        String namespace = EventManifest.namespace(notice);
        var manifest = EventManifest.of(notice, name, reportingInstance);
        return switch (api.create(ResourcePath.events(namespace), manifest)) {
            case Answer.Given given when given.isSuccess() -> {
                series.start(notice, namespace, name);
                yield Outcomes.of(Result.SUCCEEDED, "recorded event " + name);
            }
            case Answer.Given given when given.code() == HttpURLConnection.HTTP_CONFLICT ->
                Outcomes.of(Result.UNCHANGED, "event " + name + " is recorded already");
            case Answer answer -> Outcomes.failure(answer);
        };
    }
}
