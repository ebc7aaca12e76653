package dev.ringfence.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Where and of what something was measured.
record Setting(String machine, String virtualMachine, String commit, LocalDate date) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    static Setting ofMachine() throws IOException {
        var cores = Runtime.getRuntime().availableProcessors();
        var machine = cores + " x " + field(PROCESSORS, "model name", System.getProperty("os.arch", ""))
                + ", "
                + gibibytes(field(MEMORY, "MemTotal", "")) + System.getProperty("os.name", "") + " "
                + System.getProperty("os.version", "");
        return new Setting(machine,
                System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", ""),
                describeCommit(), LocalDate.now(ZoneOffset.UTC));
    }

    /// One line for people.
    String text() {
        return "%s; %s; commit %s; seed %d; %s.".formatted(machine, virtualMachine, commit,
                SeededCluster.SEED,
                date);
    }

    private static String field(Path file, String name, String otherwise) throws IOException {
        if (!Files.isReadable(file)) {
            return otherwise;
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(otherwise);
    }

    private static String gibibytes(String kibibytes) {
        return kibibytes.isEmpty()
                ? ""
                : Math.round(Long.parseLong(kibibytes.replaceAll("\\D", "")) / 1_048_576.0) + " GiB, ";
    }

    private static String describeCommit() throws IOException {
        var git = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty"))
                .redirectErrorStream(true).start();
        try (var output = git.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
