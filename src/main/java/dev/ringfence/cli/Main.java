package dev.ringfence.cli;

import dev.ringfence.cluster.InvalidSettingsException;
import dev.ringfence.manifests.BaselineFiles;
import dev.ringfence.manifests.ManifestException;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `ringfence` program.
///
/// Its exit code is 0 after success, 2 after bad usage or input, 1 after any other failure.
public final class Main {
    private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);

    private static final int MESSAGE_LIMIT = 500;

    private final Surroundings surroundings;
    private final Consumer<LogFormat> logging;
    private final DaemonStarter starter;
    private final Supplier<StopSignal> stopSignal;
    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;

    Main(Surroundings surroundings, Consumer<LogFormat> logging, DaemonStarter starter,
            Supplier<StopSignal> stopSignal, Terminal terminal, PrintWriter out,
            PrintWriter err) {
        this.surroundings = surroundings;
        this.logging = logging;
        this.starter = starter;
        this.stopSignal = stopSignal;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Logging.use(LogFormat.TEXT);
        DaemonStarter starter = options -> GuardingDaemon.start(options,
                BaselineFiles.load(options.baselines()), Clock.systemUTC());
        var main = new Main(Surroundings.ofProcess(), Logging::use, starter,
                () -> StopSignal.ofProcess(Main::endWell), Terminal.ofProcess(System.getenv()),
                new PrintWriter(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, /* autoFlush= */ true, StandardCharsets.UTF_8));
        System.exit(main.execute(arguments));
    }

    /// A JVM that a signal ends reports the signal in its exit code, as if it had been cut off; a graceful stop is a success.
    private static void endWell() {
        Runtime.getRuntime().halt(0);
    }

    /// Does what `arguments` say, and returns the exit code.
    int execute(String... arguments) {
        var line = new CommandLine(new RingfenceCommand())
                .addSubcommand(new RunCommand(surroundings, logging, starter, stopSignal))
                .addSubcommand(new CrdsCommand())
                .addSubcommand(new ConnectivityCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new CheckCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new CaptureCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new GenerateCompletion());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(out).setErr(err);
        line.setParameterExceptionHandler((problem, _) -> refuse(problem));
        line.setExecutionExceptionHandler((problem, _, _) -> fail(problem));
        if (arguments.length == 0) {
            line.usage(err);
            return ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    private int refuse(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        var message = problem instanceof UnmatchedArgumentException unmatched
                ? "expected what %s --help lists, found \"%s\""
                        .formatted(command, OneLine.of(unmatched.getUnmatched().getFirst(), MESSAGE_LIMIT))
                : OneLine.of(String.valueOf(problem.getMessage()), MESSAGE_LIMIT) + " (see " + command
                        + " --help)";
        err.println(command + ": " + message);
        return ExitCode.USAGE;
    }

    private int fail(Exception problem) {
        if (problem instanceof InvalidFieldException || problem instanceof ManifestException
                || problem instanceof InvalidSettingsException) {
            err.println("ringfence: " + OneLine.of(String.valueOf(problem.getMessage()), MESSAGE_LIMIT));
            return ExitCode.USAGE;
        }
        var cause = problem instanceof ExecutionException && problem.getCause() != null
                ? problem.getCause()
                : problem;
        LOGGER.atError().setCause(cause).log("stopped by an unexpected failure");
        err.println("ringfence: unexpected failure: " + OneLine.of(cause.toString(), MESSAGE_LIMIT));
        return ExitCode.SOFTWARE;
    }
}
