package dev.ringfence.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where log lines go, and how they look.
final class Logging {
    /// Control characters in what a cluster says must not forge lines or steer a terminal.
    private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{0}: %replace(%msg %kvp){'\\p{Cntrl}','?'}%n%ex";

    private Logging() {}

    /// Sends everything from INFO on to the standard error stream, in `format`.
    static void use(LogFormat format) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.INFO);
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        var encoder = switch (format) {
            case TEXT -> {
                var text = new PatternLayoutEncoder();
                text.setPattern(TEXT);
                yield text;
            }
            case JSON -> new JsonEncoder();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
