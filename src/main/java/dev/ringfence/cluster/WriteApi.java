package dev.ringfence.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Single writing requests to the Kubernetes API, each of them behind the fence.
///
/// The client's resource operations are not used: some of them send several requests for one write.
///
/// @param client with a short timeout and without retries, as [WriteClient] makes it
record WriteApi(KubernetesClient client, WriteFence fence) {
    private static final String FIELD_MANAGER = "?fieldManager=ringfence";
    /// A little later than the client's own timeout, so that this one never hides what the client has to say.
    private static final long PATIENCE_MILLIS = WriteClient.TIMEOUT_MILLIS + 500L;

    Answer create(String collection, Map<String, ?> object) {
        return send("POST", collection + FIELD_MANAGER, "application/json", object);
    }

    /// RFC 6902.
    Answer patch(String object, List<?> operations) {
        return send("PATCH", object + FIELD_MANAGER, "application/json-patch+json", operations);
    }

    /// RFC 7396: members that are not named stay, lists are replaced as a whole.
    Answer merge(String object, Map<String, ?> members) {
        return send("PATCH", object + FIELD_MANAGER, "application/merge-patch+json", members);
    }

    Answer delete(String object, Map<String, ?> options) {
        return send("DELETE", object, "application/json", options);
    }

    private Answer send(String method, String path, String contentType, Object body) {
        KubernetesSerialization json = client.getKubernetesSerialization();
        String text = json.asJson(body);
        HttpClient http = client.getHttpClient();
        String url = client.getConfiguration().getMasterUrl().replaceFirst("/+$", "") + path;
        HttpRequest request = http.newHttpRequestBuilder().uri(url).method(method, contentType, text)
                .timeout(WriteClient.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).build();
        if (!fence.mayWrite()) {
            return new Answer.Withheld();
        }
        CompletableFuture<HttpResponse<String>> response = http.sendAsync(request, String.class);
        try {
            HttpResponse<String> given = response.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return new Answer.Given(given.code(), tree(json, given));
        } catch (ExecutionException failure) {
            return new Answer.Missing(String.valueOf(failure.getCause()));
        } catch (TimeoutException _) {
            response.cancel(true);
            return new Answer.Missing("no answer within " + PATIENCE_MILLIS + " ms");
        } catch (InterruptedException _) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Missing("interrupted while waiting for the answer");
        }
    }

    /// What is in front of an API server may answer in its place, with anything.
    private static Map<?, ?> tree(KubernetesSerialization json, HttpResponse<String> response) {
        String type = response.header("Content-Type");
        if (type == null || !type.startsWith("application/json") || response.body() == null) {
            return Map.of();
        }
        try {
            Map<?, ?> tree = json.unmarshal(response.body(), Map.class);
            return tree == null ? Map.of() : tree;
        } catch (RuntimeException _) {
            return Map.of();
        }
    }
}
