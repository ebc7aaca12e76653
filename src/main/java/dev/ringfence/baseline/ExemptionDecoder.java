package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.Syntax;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// Reads one exemption of a baseline.
final class ExemptionDecoder {
    private static final int REASON_LIMIT = 1024;
    private static final Pattern DATE_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");

    private ExemptionDecoder() {}

    static Exemption decode(Field exemption) {
        exemption.only("name", "policy", "reason", "expiresAt");
        return new Exemption(Syntax.DNS_NAME.read(exemption.get("name")),
                PolicyReferenceDecoder.decode(exemption.get("policy")),
                reason(exemption.get("reason")), instant(exemption.get("expiresAt")));
    }

    private static String reason(Field field) {
        var reason = field.text();
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            throw field.invalid("a reason of up to " + REASON_LIMIT + " characters");
        }
        return reason;
    }

    private static Instant instant(Field field) {
        if (field.raw() instanceof String text && DATE_TIME.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException _) {
                // A well-formed text for a time that is not on any clock, such as 25:00.
            }
        }
        throw field.invalid("a time such as 2026-12-01T00:00:00Z (RFC 3339)");
    }
}
