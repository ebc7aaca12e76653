package dev.ringfence.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringfence crds`: prints the custom resource definitions.
@Command(name = "crds", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Prints the custom resource definitions: ringfence crds | kubectl apply --server-side -f -")
final class CrdsCommand implements Callable<Integer> {
    private static final List<String> RESOURCES = List.of("crds/isolationbaselines.ringfence.dev.yaml");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec == null ? null : spec.commandLine().getOut();
        if (out == null) {
            return 1;
        }
        for (var resource : RESOURCES) {
            out.print(read(resource));
        }
        out.flush();
        return 0;
    }

    private static String read(String resource) throws IOException {
        try (var stream = CrdsCommand.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new NoSuchFileException(resource, null, "expected it on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
