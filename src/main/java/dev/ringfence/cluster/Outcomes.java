package dev.ringfence.cluster;

import dev.ringfence.model.OneLine;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.net.HttpURLConnection;

/// The outcomes that the answers of an API server stand for.
final class Outcomes {
    static final int MESSAGE_LIMIT = 256;
    private static final int TOO_MANY_REQUESTS = 429;

    private Outcomes() {}

    static Outcome of(Result result, String message) {
        return new Outcome(result, bounded(message));
    }

    /// One line of what the API server, or what is in its place, says.
    static String bounded(String message) {
        return OneLine.of(message, MESSAGE_LIMIT);
    }

    /// The outcome of an answer that is no success, as far as it does not depend on what was asked.
    static Outcome failure(Answer answer) {
        return switch (answer) {
            case Answer.Withheld _ -> of(Result.NOT_LEADING, "this replica does not lead: nothing was sent");
            case Answer.Missing(String problem) -> of(Result.UNREACHABLE, problem);
            case Answer.Given given -> of(result(given), given.message());
        };
    }

    private static Result result(Answer.Given given) {
        if (given.hasCause("NamespaceTerminating") || isMissingNamespace(given)) {
            return Result.WAITING;
        }
        return switch (given.code()) {
            case HttpURLConnection.HTTP_CONFLICT -> Result.CONFLICT;
            case HttpURLConnection.HTTP_UNAUTHORIZED -> Result.FORBIDDEN;
            case HttpURLConnection.HTTP_FORBIDDEN ->
                isByAdmission(given) ? Result.REJECTED : Result.FORBIDDEN;
            case HttpURLConnection.HTTP_CLIENT_TIMEOUT, TOO_MANY_REQUESTS -> Result.UNREACHABLE;
            // What is left of 4xx is about the request; anything else, such as a redirect, is no API server's answer.
            default -> given.code() >= 400 && given.code() < 500 ? Result.REJECTED : Result.UNREACHABLE;
        };
    }

    /// Admission may refuse with 403 too. Only the text tells it from missing rights.
    private static boolean isByAdmission(Answer.Given given) {
        return given.message().contains("admission webhook \"")
                || given.message().contains("ValidatingAdmissionPolicy '");
    }

    private static boolean isMissingNamespace(Answer.Given given) {
        return given.code() == HttpURLConnection.HTTP_NOT_FOUND && given.kind().equals("namespaces");
    }

    /// Whether the object that the request named does not exist; a 404 may also mean that its kind does not.
    static boolean isMissingObject(Answer.Given given) {
        return given.code() == HttpURLConnection.HTTP_NOT_FOUND && !given.kind().isEmpty();
    }

    /// Whether an object that was to be created exists but is being deleted.
    static boolean isBeingDeleted(Answer.Given given) {
        return given.code() == HttpURLConnection.HTTP_CONFLICT
                && given.message().startsWith("object is being deleted");
    }
}
