package dev.ringfence.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.JsonEscapeUtil;

/// Logback's JSON lines with the time as RFC 3339 in UTC, and messages with their arguments filled in.
final class IsoTimeJsonEncoder extends JsonEncoder {

    IsoTimeJsonEncoder() {
        setWithTimestamp(false);
        setWithNanoseconds(false);
        setWithSequenceNumber(false);
        setWithContext(false);
        setWithMDC(false);
        setWithMessage(false);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        appendValueSeparator(line, true);
        appenderMember(line, "time", event.getInstant().toString());
        appendValueSeparator(line, true);
        appenderMember(line, MESSAGE_ATTR_NAME,
                JsonEscapeUtil.jsonEscapeString(String.valueOf(event.getFormattedMessage())));
    }
}
