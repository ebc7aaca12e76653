package dev.ringfence.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where log lines go, which are written, and how they look.
///
/// It is said here and not in a file, since reading XML takes time at the start, and room in the image.
public final class Logging {
    /// Whatever a library logs, a message stays one line and moves no cursor.
    private static final String LINE = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{0}:"
            + " %replace(%msg %kvp){'\\p{Cntrl}', ' '}%n%ex";

    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("org.eclipse.jetty", Level.WARN), Map.entry("io.javalin", Level.WARN),
            // Says that it could not start, which whoever starts it says with the reason.
            Map.entry("io.javalin.Javalin", Level.OFF), Map.entry("io.fabric8.kubernetes", Level.WARN),
            // What fails about a watch is said once by the watch itself.
            Map.entry("io.fabric8.kubernetes.client.informers.impl.cache.Reflector", Level.OFF),
            Map.entry("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils", Level.OFF),
            // Prints a stack trace at every try during an outage; the election itself says so once.
            Map.entry("io.fabric8.kubernetes.client.extended.leaderelection", Level.OFF),
            // Warns of the close frame that it cannot send whenever a watch is lost, which the watch itself reports.
            Map.entry("io.fabric8.kubernetes.client.jdkhttp.JdkWebSocketImpl", Level.ERROR));

    private Logging() {}

    /// Writes log lines in `format` to standard error from now on.
    public static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, format);
        }
    }

    /// The same for loggers of one's own.
    static void configure(LoggerContext context, LogFormat format) {
        context.reset();
        // Standard output belongs to the commands: not even Logback's own troubles go there.
        context.getStatusManager().add(new NopStatusListener());
        var encoder = encoder(format);
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format) {
        return switch (format) {
            case TEXT -> {
                var lines = new PatternLayoutEncoder();
                lines.setPattern(LINE);
                yield lines;
            }
            case JSON -> new IsoTimeJsonEncoder();
        };
    }
}
