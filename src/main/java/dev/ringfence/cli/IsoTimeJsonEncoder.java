package dev.ringfence.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// Logback's JSON lines with the time as RFC 3339 in UTC, which people and log stores read alike; named in `logback.xml`.
public final class IsoTimeJsonEncoder extends JsonEncoder {

    public IsoTimeJsonEncoder() {
        setWithTimestamp(false);
        setWithNanoseconds(false);
        setWithSequenceNumber(false);
        setWithContext(false);
        setWithMDC(false);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        appendValueSeparator(line, true);
        appenderMember(line, "time", event.getInstant().toString());
    }
}
