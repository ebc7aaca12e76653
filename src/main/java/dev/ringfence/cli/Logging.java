package dev.ringfence.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/// How log lines look; where they go is said in `logback.xml`, which reads the same property.
final class Logging {
    private static final String FORMAT_PROPERTY = "ringfence.log.format";
    private static final String CONFIGURATION = "/logback.xml";

    private Logging() {}

    /// Writes log lines in `format` from now on.
    static void use(LogFormat format) {
        System.setProperty(FORMAT_PROPERTY, format.name().toLowerCase(Locale.ROOT));
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var configuration = Logging.class.getResource(CONFIGURATION);
        if (configuration == null) {
            throw new IllegalStateException(
                    "expected " + CONFIGURATION + " on the class path, found nothing");
        }
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.reset();
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException broken) {
            throw new IllegalStateException(
                    "expected " + CONFIGURATION + " to be readable, found: " + broken.getMessage(),
                    broken);
        }
    }
}
