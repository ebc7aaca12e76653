package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the boards to Grafana's own schema.
class DashboardSchemaTest {
    private static final DashboardSchema SCHEMA = new DashboardSchema();

    static List<Board> boards() {
        return Stream.concat(Board.shipped().stream(), Stream.of(Breakage.specimen())).toList();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyBoardIsWhatGrafanaReads(Board board) {
        assertThat(SCHEMA.problems(board)).isEmpty();
    }

    @Test
    void aMistypedPropertyIsFound() {
        assertThat(problems("\"unit\": \"ops\"", "\"units\": \"ops\""))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("/fieldConfig/defaults: property 'units' is not defined in the schema"));
    }

    @Test
    void aValueOfTheWrongTypeIsFound() {
        assertThat(problems("\"editable\": false", "\"editable\": \"no\"")).singleElement().asString()
                .contains("/editable", "string found, boolean expected");
    }

    @Test
    void aValueOutsideAClosedSetIsFound() {
        assertThat(problems("\"type\": \"datasource\"", "\"type\": \"data source\"")).singleElement()
                .asString()
                .contains("/templating/list/0/type");
    }

    @Test
    void aMissingPropertyIsFound() {
        assertThat(problems("  \"schemaVersion\": 39,\n", "")).singleElement().asString()
                .contains("required property 'schemaVersion' not found");
    }

    @Test
    void whatAPanelOfItsTypeDoesNotHaveIsFound() {
        assertThat(problems("\"type\": \"stat\"", "\"type\": \"stat\", \"options\": {\"colour\": \"red\"}"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(
                                "panel \"Heap\" /options: property 'colour' is not defined in the schema"));
    }

    private static List<String> problems(String what, String instead) {
        return SCHEMA.problems(new Breakage("schema", what, instead, "").broken());
    }
}
