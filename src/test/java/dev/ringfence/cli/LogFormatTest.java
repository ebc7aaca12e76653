package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import dev.ringfence.model.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void textIsOneLinePerMessage() {
        var line = render(LogFormat.TEXT, "seen\nand\u001b[2K more");

        assertThat(line).matches("[0-9-]+T[0-9:.]+Z INFO  Sample: seen and \\[2K more pods=\"12\"\\R");
    }

    @Test
    void jsonHasIsoTimeAndKeyValues() {
        var json = JsonMapper.shared().readTree(render(LogFormat.JSON, "seen\nand \"more\""));

        assertThat(json.path("time").asString()).matches("[0-9-]+T[0-9:.]+Z");
        assertThat(json.path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("message").asString()).isEqualTo("seen\nand \"more\"");
        assertThat(json.path("kvpList").path(0).path("pods").asString()).isEqualTo("12");
    }

    @Test
    void logsGoToStandardError() {
        render(LogFormat.TEXT, "seen");

        assertThat(appender().getTarget()).isEqualTo("System.err");
    }

    private String render(LogFormat format, String message) {
        Logging.configure(context, format);
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var logger = context.getLogger("dev.ringfence.Sample");
        logger.setAdditive(false);
        logger.addAppender(events);
        logger.atInfo().addKeyValue("pods", 12).log("{}", message);
        return new String(appender().getEncoder().encode(events.list.getFirst()),
                StandardCharsets.UTF_8);
    }

    @Test
    void whatLibrariesSayAllTheTimeIsLeftOut() {
        Logging.configure(context, LogFormat.TEXT);

        assertThat(context.getLogger("io.fabric8.kubernetes.client.Anything").isInfoEnabled()).isFalse();
        assertThat(context.getLogger("io.fabric8.kubernetes.client.Anything").isWarnEnabled()).isTrue();
        assertThat(context.getLogger("io.javalin.Javalin").isErrorEnabled()).isFalse();
        assertThat(context.getLogger("dev.ringfence.Sample").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("dev.ringfence.Sample").isDebugEnabled()).isFalse();
    }

    private ConsoleAppender<ILoggingEvent> appender() {
        return (ConsoleAppender<ILoggingEvent>) Objects
                .requireNonNull(context.getLogger("ROOT").getAppender("stderr"), "the appender");
    }
}
