package dev.ringfence.controlplane;

import java.util.Base64;
import java.util.List;

/// Someone whom the API server knows by a bearer token.
record User(String name, List<String> groups) {

    User {
        if (!name.matches("[A-Za-z0-9:._@-]+")) {
            throw new IllegalArgumentException(
                    "a user's name must consist of letters, digits and :._@-, but was: " + name);
        }
        groups = List.copyOf(groups);
    }

    String token() {
        return "token-of-" + name;
    }

    /// The line in the API server's token file.
    String tokenLine() {
        String line = token() + "," + name + ",uid-of-" + name;
        return groups.isEmpty() ? line : line + ",\"" + String.join(",", groups) + "\"";
    }

    String kubeconfig(String server, byte[] authority) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters:
                  - name: test
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                users:
                  - name: "%s"
                    user: {token: "%s"}
                contexts:
                  - name: test
                    context: {cluster: test, user: "%s"}
                """.formatted(server, Base64.getEncoder().encodeToString(authority), name, token(),
                name);
    }
}
