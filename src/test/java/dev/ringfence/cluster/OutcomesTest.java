package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "401, FORBIDDEN", "403, FORBIDDEN", "404, REJECTED", "405, REJECTED",
            "408, UNREACHABLE",
            "409, CONFLICT", "413, REJECTED", "415, REJECTED", "422, REJECTED", "429, UNREACHABLE",
            "500, UNREACHABLE",
            "503, UNREACHABLE", "504, UNREACHABLE", "302, UNREACHABLE"})
    void everyRefusalHasItsResult(int code, Result result) {
        assertThat(Outcomes.failure(new Answer.Given(code, Map.of())))
                .isEqualTo(new Outcome(result, "the API server answered " + code));
    }

    @Test
    void aRefusalByAnAdmissionWebhookIsNoMissingRight() {
        var given = new Answer.Given(403,
                Map.of("message", "admission webhook \"policy.example\" denied the request"));

        assertThat(Outcomes.failure(given).result()).isEqualTo(Result.REJECTED);
    }

    @Test
    void aNamespaceThatIsBeingDeletedOrMissingIsWaitedFor() {
        var terminating = new Answer.Given(403, Map.of("message", "forbidden", "details",
                Map.of("causes", List.of("no cause", Map.of("reason", "NamespaceTerminating")))));
        var missing = new Answer.Given(404, Map.of("details", Map.of("kind", "namespaces")));

        assertThat(Outcomes.failure(terminating).result()).isEqualTo(Result.WAITING);
        assertThat(Outcomes.failure(missing).result()).isEqualTo(Result.WAITING);
    }

    @Test
    void aMessageIsOneBoundedLineWhateverTheServerSays() {
        var given = new Answer.Given(422,
                Map.of("message", "first\nsecond\u001b[31m\u202e" + "x".repeat(10_000)));

        Outcome outcome = Outcomes.failure(given);

        assertThat(outcome.message()).startsWith("first\\u000asecond\\u001b[31m\\u202exxx").hasSize(256);
    }

    @Test
    void anAnswerThatIsNotOfTheExpectedFormIsUnderstoodByItsCode() {
        var odd = new Answer.Given(409, Map.of("message", List.of(1), "details", "none"));

        assertThat(Outcomes.failure(odd))
                .isEqualTo(new Outcome(Result.CONFLICT, "the API server answered 409"));
        assertThat(Outcomes.isBeingDeleted(odd)).isFalse();
        assertThat(Outcomes.isMissingObject(odd)).isFalse();
    }
}
