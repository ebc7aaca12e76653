package dev.ringfence.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.SampleReports;
import dev.ringfence.drift.DriftKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document, held against the answers that it describes.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private final AtomicReference<Report> latest = new AtomicReference<>(SampleReports.of());
    private WebServer server;
    private Browser browser;
    private JsonNode document;

    @BeforeAll
    void start() throws Exception {
        server = WebServer.start(new WebSettings(0, "127.0.0.1"), latest::get,
                _ -> CompletableFuture.failedFuture(new IOException("nobody asks")),
                (_, _) -> "text/plain", new HealthChecks(List.of(), List.of()));
        browser = new Browser(server.port());
        document = browser.json("/api/v1/openapi.json");
    }

    @AfterAll
    void stop() {
        browser.close();
        server.close();
    }

    private JsonNode get(String path, int status) throws Exception {
        assertThat(browser.get(path).statusCode()).as(path).isEqualTo(status);
        return browser.json(path);
    }

    @Test
    void itSpeaksOfEveryPathAndOfItsParameters() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("paths").propertyNames()).containsExactly("/api/v1/baselines",
                "/api/v1/drifts", "/api/v1/drifts/{id}", "/api/v1/connectivity", "/api/v1/timeline");
        assertThat(parameters("/api/v1/timeline")).isEqualTo(parameters("/api/v1/drifts"));
        assertThat(parameters("/api/v1/drifts")).containsExactly("state", "kind", "namespace", "baseline",
                "limit", "continue");
        assertThat(parameters("/api/v1/connectivity")).containsExactly("namespace", "baseline", "limit",
                "continue");
        assertThat(document.at("/paths/~1api~1v1~1drifts/get/parameters/1/schema/items/enum").valueStream()
                .map(JsonNode::asString)).containsExactlyElementsOf(
                        Arrays.stream(DriftKind.values()).map(DriftKind::text).toList());
    }

    private List<String> parameters(String path) {
        return document.path("paths").path(path).path("get").path("parameters").valueStream()
                .map(parameter -> parameter.path("name").asString()).toList();
    }

    @Test
    void itsSchemasAreSchemas() {
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        var schemas = document.at("/components/schemas");
        assertThat(schemas.propertyNames()).contains("Drift", "Baseline", "Connectivity", "Peers", "Error");
        schemas.forEach(schema -> assertThat(meta.validate(schema)).isEmpty());
        assertThat(document.findValuesAsString("$ref")).isNotEmpty()
                .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).isObject())
                        .as(reference).isTrue());
    }

    @Test
    void answersAreWhatItSays() throws Exception {
        var schema = new AnswerSchema(document);
        latest.set(SampleReports.of(
                SampleReports.repaired(SampleReports.drift("3f9c0a7be1d2"), SampleReports.NOON, 60),
                SampleReports.open(SampleReports.drift("d1"), SampleReports.NOON)));

        assertThat(schema.problems("/api/v1/drifts", 200, get("/api/v1/drifts?limit=1", 200))).isEmpty();
        assertThat(schema.problems("/api/v1/drifts", 400, get("/api/v1/drifts?limit=x", 400))).isEmpty();
        assertThat(schema.problems("/api/v1/drifts/{id}", 200, get("/api/v1/drifts/d1", 200))).isEmpty();
        assertThat(schema.problems("/api/v1/drifts/{id}", 404, get("/api/v1/drifts/none", 404))).isEmpty();
        assertThat(schema.problems("/api/v1/timeline", 200, get("/api/v1/timeline?limit=1", 200))).isEmpty();
        assertThat(schema.problems("/api/v1/timeline", 400, get("/api/v1/timeline?kind=x", 400))).isEmpty();
        assertThat(schema.problems("/api/v1/baselines", 200, get("/api/v1/baselines", 200))).isEmpty();
        latest.set(SampleReports.incomplete());
        assertThat(schema.problems("/api/v1/baselines", 200, get("/api/v1/baselines", 200))).isEmpty();
    }

    @Test
    void anotherAnswerWouldBeNoticed() throws Exception {
        var schema = new AnswerSchema(document);
        latest.set(SampleReports.of(SampleReports.open(SampleReports.drift("d1"), SampleReports.NOON)));
        var drift = (ObjectNode) get("/api/v1/drifts/d1", 200);

        assertThat(schema.problems("/api/v1/drifts/{id}", 200, drift.deepCopy().put("surprise", 1)))
                .singleElement().asString().contains("surprise");
        assertThat(schema.problems("/api/v1/drifts/{id}", 200, drift.deepCopy().without(List.of("summary"))))
                .singleElement().asString().contains("summary");
        assertThat(schema.problems("/api/v1/drifts/{id}", 200, drift.deepCopy().put("id", 7)))
                .singleElement().asString().contains("id");
    }
}
