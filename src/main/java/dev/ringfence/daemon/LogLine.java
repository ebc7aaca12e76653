package dev.ringfence.daemon;

import dev.ringfence.model.OneLine;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// One log line in the making: a constant message, and facts about objects of the cluster as key-values.
final class LogLine {
    private static final int VALUE_LIMIT = 512;

    private LoggingEventBuilder event;

    LogLine(Logger logger, Level level) {
        event = logger.atLevel(level);
    }

    void number(String key, long value) {
        event = event.addKeyValue(key, value);
    }

    /// Adds text of any origin. Quotes are softened, since in text output they would let a value pass for further key-values.
    void text(String key, String value) {
        event = event.addKeyValue(key, OneLine.of(value, VALUE_LIMIT).replace('"', '\''));
    }

    void log(String message) {
        event.log(message);
    }
}
