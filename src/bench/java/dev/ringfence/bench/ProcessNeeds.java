package dev.ringfence.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a Java program in a process of its own needs, as the operating system and its JVM tell.
record ProcessNeeds(ProcessHandle process) {
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

    /// How long processors have worked for it since it began.
    Duration processorTime() {
        return process.info().totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "expected the operating system to count the processor time of process "
                                + process.pid() + ", found nothing"));
    }

    /// The most memory that it ever had at a time, which is what a container's limit counts, in MiB.
    double mostMemory() throws IOException {
        return memory("VmHWM");
    }

    /// The memory that it has now, in MiB.
    double memory() throws IOException {
        return memory("VmRSS");
    }

    private double memory(String field) throws IOException {
        var file = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(field + ":")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
                .orElseThrow(() -> new IllegalStateException(
                        "expected " + field + " in " + file + ", found no such line"));
    }

    /// What of its heap is in use, in MiB. A full collection comes before.
    double liveHeap() throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "GC.class_histogram")).redirectErrorStream(true).start();
        String histogram;
        try (var output = jcmd.getInputStream()) {
            histogram = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        jcmd.waitFor();
        return totalBytes(histogram) / BYTES_PER_MEBIBYTE;
    }

    /// The sum under the histogram: the number of objects, and their bytes.
    static long totalBytes(String histogram) {
        return histogram.lines().filter(line -> line.startsWith("Total")).findFirst()
                .map(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .orElseThrow(() -> new IllegalStateException(
                        "expected a class histogram with a line \"Total\", found: " + histogram));
    }
}
