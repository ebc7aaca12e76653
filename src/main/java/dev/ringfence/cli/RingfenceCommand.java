package dev.ringfence.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `ringfence`: the command that holds the others.
@Command(name = "ringfence", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, synopsisSubcommandLabel = "COMMAND", description = "Keeps AI workloads on Kubernetes inside the network isolation that was approved for them.")
final class RingfenceCommand {

    /// The version of this build.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"ringfence " + version()};
        }
    }

    /// The version of this build, which the build writes into the jar's manifest.
    static String version() {
        return Optional.ofNullable(RingfenceCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
