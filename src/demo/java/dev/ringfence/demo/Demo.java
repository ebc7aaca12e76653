package dev.ringfence.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.ringfence.cli.LogFormat;
import dev.ringfence.cli.Logging;
import dev.ringfence.daemon.LoggingObserver;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ringfence demo`: Ringfence under attack, on an API server inside the process.
///
/// Its exit code is 0 when every attack was seen and judged as it should be, 1 when one was not, 2 after bad usage.
@Command(name = "ringfence demo", sortOptions = false, description = "Shows Ringfence under attack, on an API server inside the process, and then stays up.")
public final class Demo implements Callable<Integer> {
    private static final int MESSAGE_LIMIT = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String MODE = "Repair";
    private static final int HIGHEST_PORT = 65_535;

    private final Clock clock;
    private final Ink ink;

    @Option(names = "--once", description = "Exit after the last attack; the exit code is 1 if one was missed.")
    private boolean once;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Where Ringfence serves metrics, health and the API; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private String port = "8080";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Demo(Clock clock, Ink ink) {
        this.clock = clock;
        this.ink = ink;
    }

    public static void main(String[] arguments) {
        onlyTroubleIsLogged();
        System.exit(run(Clock.systemUTC(), Ink.ofProcess(),
                new PrintWriter(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, /* autoFlush= */ true, StandardCharsets.UTF_8), arguments));
    }

    /// Does what `arguments` say, and returns the exit code.
    static int run(Clock clock, Ink ink, PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Demo(clock, ink)).setOut(out).setErr(err);
        line.setParameterExceptionHandler((problem, _) -> {
            err.println("ringfence demo: " + OneLine.of(String.valueOf(problem.getMessage()), MESSAGE_LIMIT)
                    + " (see ringfence demo --help)");
            return ExitCode.USAGE;
        });
        return line.execute(arguments);
    }

    /// The transcript tells of the drifts; of the log only the rest is of interest.
    private static void onlyTroubleIsLogged() {
        Logging.use(LogFormat.TEXT);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            loggers.getLogger(LoggingObserver.class).setLevel(Level.ERROR);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var performance = new Performance(spec.commandLine().getOut(), ink);
        try (var stage = Stage.open(checkedPort(), MODE, new Patience(clock, PATIENCE))) {
            performance.introduce(stage, MODE);
            stage.referee().judge(Script.warmUp());
            var well = performance.play(stage, Script.attacks());
            if (!once) {
                performance.leaveOpen(stage);
                Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "demo-end"));
                new CountDownLatch(1).await();
            }
            return well ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (InvalidFieldException refused) {
            throw new ParameterException(spec.commandLine(), refused.problem().toString(), refused);
        }
    }

    private int checkedPort() {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(),
                    "--port: expected 0 to 65535, found \"" + port + "\"");
        }
        return Integer.parseInt(port);
    }
}
