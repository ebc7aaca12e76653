package dev.ringfence.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of one request.
sealed interface Answer {

    /// Nothing was sent: this replica does not lead.
    record Withheld() implements Answer {}

    /// There was no answer, or none that could be read; whether the request had an effect is not known.
    record Missing(String problem) implements Answer {}

    /// The API server answered.
    ///
    /// @param body the JSON tree of the answer; empty where it is none
    record Given(int code, Map<?, ?> body) implements Answer {

        boolean isSuccess() {
            return code >= 200 && code < 300;
        }

        /// What the API server says about its refusal.
        String message() {
            return text(body, "message").orElse("the API server answered " + code);
        }

        /// The plural of the kind that the refusal is about; empty where it is about none.
        String kind() {
            return text(details(), "kind").orElse("");
        }

        boolean hasCauses() {
            return details().get("causes") instanceof List<?> causes && !causes.isEmpty();
        }

        boolean hasCause(String reason) {
            return details().get("causes") instanceof List<?> causes && causes.stream().anyMatch(
                    cause -> cause instanceof Map<?, ?> members && reason.equals(members.get("reason")));
        }

        private Map<?, ?> details() {
            return body.get("details") instanceof Map<?, ?> details ? details : Map.of();
        }

        private static Optional<String> text(Map<?, ?> tree, String name) {
            return tree.get(name) instanceof String text && !text.isEmpty()
                    ? Optional.of(text)
                    : Optional.empty();
        }
    }
}
