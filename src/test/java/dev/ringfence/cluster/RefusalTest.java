package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({"403, FORBIDDEN", "404, UNKNOWN_KIND", "401, FAILURE", "429, FAILURE", "500, FAILURE"})
    void theAnswersCodeTellsWhy(int code, Refusal refusal) {
        assertThat(Refusal.of(new CompletionException(answer(code, "no")))).isEqualTo(refusal);
    }

    @Test
    void aServerThatCannotBeReachedIsUnreachable() {
        assertThat(Refusal.of(new KubernetesClientException("x", new IOException("refused"))))
                .isEqualTo(Refusal.UNREACHABLE);
    }

    @Test
    void theMessageIsWhatTheServerSaysOnOneLine() {
        assertThat(Refusal.message(new CompletionException(answer(403, "pods is\nforbidden"))))
                .isEqualTo("pods is\\u000aforbidden");
    }

    @Test
    void withoutAServerTheMessageIsThatOfTheRoot() {
        assertThat(Refusal.message(new CompletionException(new IOException("refused")))).isEqualTo("refused");
        assertThat(Refusal.message(new CompletionException(new IOException()))).isEqualTo("IOException");
    }

    private static KubernetesClientException answer(int code, String message) {
        return new KubernetesClientException(new StatusBuilder().withCode(code).withMessage(message).build());
    }
}
