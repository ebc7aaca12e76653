package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import dev.ringfence.model.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {
    private static final String PROPERTY = "ringfence.log.format";

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void textIsTheDefaultAndOneLinePerMessage() throws JoranException {
        var line = render("text", "seen\nand\u001b[2K more");

        assertThat(line).matches("[0-9-]+T[0-9:.]+Z INFO  Sample: seen and \\[2K more pods=\"12\"\\R");
    }

    @Test
    void jsonHasIsoTimeAndKeyValues() throws JoranException {
        var json = JsonMapper.shared().readTree(render("json", "seen\nand \"more\""));

        assertThat(json.path("time").asString()).matches("[0-9-]+T[0-9:.]+Z");
        assertThat(json.path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("message").asString()).isEqualTo("seen\nand \"more\"");
        assertThat(json.path("kvpList").path(0).path("pods").asString()).isEqualTo("12");
    }

    @Test
    void logsGoToStandardError() throws JoranException {
        render("text", "seen");

        assertThat(appender("text").getTarget()).isEqualTo("System.err");
    }

    private String render(String format, String message) throws JoranException {
        context.putProperty(PROPERTY, format);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var logger = context.getLogger("dev.ringfence.Sample");
        logger.setAdditive(false);
        logger.addAppender(events);
        logger.atInfo().addKeyValue("pods", 12).log("{}", message);
        return new String(appender(format).getEncoder().encode(events.list.getFirst()),
                StandardCharsets.UTF_8);
    }

    private ConsoleAppender<ILoggingEvent> appender(String name) {
        return (ConsoleAppender<ILoggingEvent>) Objects
                .requireNonNull(context.getLogger("ROOT").getAppender(name), "appender " + name);
    }
}
