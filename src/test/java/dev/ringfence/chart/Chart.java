package dev.ringfence.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A copy of the chart in a folder of its own, which a test may change; links are followed, as in a package.
public final class Chart {
    /// The chart that the project ships.
    public static final Path SOURCE = Path.of("helm", "ringfence");
    /// What the control plane of the tests runs.
    private static final String KUBERNETES = "1.37.2";

    private final Path folder;

    private Chart(Path folder) {
        this.folder = folder;
    }

    /// A fresh copy.
    ///
    /// @param parent an empty folder that the caller removes
    public static Chart copy(Path parent) {
        var target = parent.resolve("ringfence");
        try (var files = Files.walk(SOURCE, FileVisitOption.FOLLOW_LINKS)) {
            for (var file : files.toList()) {
                var copy = target.resolve(SOURCE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the chart could not be copied to " + parent, failure);
        }
        return new Chart(target);
    }

    /// The values files that come with the chart, one for each way to use it.
    static List<Path> examples() {
        try (var files = Files.list(SOURCE.resolve("ci"))) {
            return files.filter(file -> file.toString().endsWith("-values.yaml")).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the examples must be readable", failure);
        }
    }

    static Path example(String name) {
        return SOURCE.resolve("ci").resolve(name + "-values.yaml");
    }

    Path folder() {
        return folder;
    }

    Helm helm() {
        return new Helm(folder);
    }

    /// Changes a file of the chart.
    Chart edit(String file, UnaryOperator<String> change) {
        var path = folder.resolve(file);
        try {
            var before = Files.readString(path);
            var after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalStateException("the change must change " + path + ", but did not");
            }
            Files.writeString(path, after);
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " could not be changed", failure);
        }
        return this;
    }

    /// What `helm lint --strict` says of the chart under these values.
    LintResult lint(Path values) {
        var own = Yaml.map(folder.resolve("values.yaml"));
        // The library gives no values to lint, so they become those of the chart.
        edit("values.yaml", _ -> Yaml.write(Yaml.merged(own, Yaml.map(values))));
        return helm().lint().strict().call();
    }

    /// What the chart makes in the namespace `namespace` for the release `ringfence`.
    public Rendering render(String namespace, Path values) {
        return Rendering.of(helm().template().withName("ringfence").withNamespace(namespace)
                .withKubeVersion(KUBERNETES).withValuesFile(values).call());
    }

    /// The same with values that are written here.
    public Rendering render(String namespace, Map<String, Object> values) {
        return render(namespace, valuesFile(values));
    }

    /// A file with these values, next to the chart.
    Path valuesFile(Map<String, Object> values) {
        try {
            return Files.writeString(Files.createTempFile(folder.getParent(), "values", ".yaml"),
                    Yaml.write(values));
        } catch (IOException failure) {
            throw new UncheckedIOException("values could not be written next to " + folder, failure);
        }
    }
}
