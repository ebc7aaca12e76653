package dev.ringfence.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringfence.daemon.Report;
import dev.ringfence.model.OneLine;
import dev.ringfence.web.openapi.OpenApi;
import dev.ringfence.web.view.BaselineListView;
import dev.ringfence.web.view.DriftListView;
import dev.ringfence.web.view.DriftView;
import dev.ringfence.web.view.ErrorView;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON API under `/api/v1`, and the JSON form of every error.
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final int ECHO_LIMIT = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private static final Map<String, Object> DOCUMENT = OpenApi.document("Ringfence", "v1", Operations.ALL,
            ErrorView.class);

    private final Supplier<Report> latest;
    private final ConnectivityAnswers connectivity;

    Api(Supplier<Report> latest, ConnectivityAnswers connectivity) {
        this.latest = latest;
        this.connectivity = connectivity;
    }

    void baselines(Context context) {
        answer(context, BaselineListView.of(latest.get()));
    }

    void drifts(Context context) throws InvalidParameterException {
        var page = DriftQuery.parse(parameters(context)).select(latest.get().drifts());
        answer(context, DriftListView.of(page.drifts(), page.next().map(PageToken::text)));
    }

    /// A drift that came back has the id that it had before: the newest one is meant.
    void drift(Context context) {
        var id = context.pathParam("id");
        var drift = latest.get().drifts().stream().filter(kept -> kept.drift().id().equals(id))
                .min(PageToken.ORDER);
        if (drift.isEmpty()) {
            throw new NotFoundResponse("id: expected a drift that is open or was closed lately, found \""
                    + OneLine.of(id, ECHO_LIMIT) + "\"");
        }
        answer(context, DriftView.of(drift.get()));
    }

    /// Who may reach the guarded pods, and whom they may reach.
    void connectivity(Context context) throws InvalidParameterException {
        answer(context, connectivity.answer(ConnectivityQuery.parse(parameters(context))));
    }

    /// What happened to drifts.
    void timeline(Context context) throws InvalidParameterException {
        answer(context, TimelineQuery.parse(parameters(context)).select(latest.get().drifts()));
    }

    /// What can be asked here.
    void document(Context context) {
        answer(context, DOCUMENT);
    }

    void explainErrors(RoutesConfig routes) {
        routes.exception(InvalidParameterException.class,
                (invalid, context) -> refuse(context, HttpStatus.BAD_REQUEST.getCode(),
                        invalid.getMessage()));
        routes.exception(MethodNotAllowedResponse.class, (refused, context) -> {
            context.header("Allow", "GET, HEAD");
            refuse(context, refused.getStatus(), "method: expected GET or HEAD, found \""
                    + OneLine.of(context.method().name(), ECHO_LIMIT) + "\"");
        });
        routes.exception(HttpResponseException.class,
                (refused, context) -> refuse(context, refused.getStatus(), refused.getMessage()));
        routes.exception(Exception.class, (failure, context) -> {
            LOG.atError().addKeyValue("path", OneLine.of(context.path(), ECHO_LIMIT)).setCause(failure)
                    .log("Request failed");
            refuse(context, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "internal error, see the log");
        });
    }

    private static Map<String, List<String>> parameters(Context context) throws InvalidParameterException {
        try {
            return context.queryParamMap();
        } catch (IllegalArgumentException _) {
            throw new InvalidParameterException("query", "percent-encoded UTF-8",
                    String.valueOf(context.queryString()));
        }
    }

    private static void refuse(Context context, int status, @Nullable String why) {
        context.status(status);
        answer(context, new ErrorView(why == null ? "request refused" : why));
    }

    /// By way of a string: a stream would be filled by a thread of its own, and would fail on broken surrogate pairs.
    private static void answer(Context context, Object view) {
        context.contentType("application/json").result(JSON.writeValueAsString(view));
    }
}
