package dev.ringfence.manifests;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.kubernetes.Syntax;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads baselines from files and directories, and refuses all of them if one is wrong.
public final class BaselineFiles {

    private BaselineFiles() {}

    /// The baselines in a file or a directory, at least one, each of which decodes.
    ///
    /// @throws ManifestException if anything is wrong, with file and line
    public static List<BaselineObject> load(Path fileOrDirectory) {
        return load(List.of(fileOrDirectory));
    }

    /// The baselines in several files and directories, at least one in each, no name twice, each of which decodes.
    ///
    /// @throws ManifestException if anything is wrong, with file and line
    public static List<BaselineObject> load(List<Path> filesOrDirectories) {
        return read(filesOrDirectories).stream().map(BaselineManifest::object).toList();
    }

    /// The same baselines with their places.
    ///
    /// @throws ManifestException if anything is wrong, with file and line
    public static List<BaselineManifest> read(List<Path> filesOrDirectories) {
        var byName = new HashMap<String, BaselineObject>();
        return filesOrDirectories.stream().flatMap(place -> {
            var manifests = ManifestReader.read(place);
            if (manifests.isEmpty()) {
                throw new ManifestException(place.toString(), 0,
                        new Problem("", "at least one " + Baseline.KIND, "none"));
            }
            return manifests.stream();
        }).map(manifest -> new BaselineManifest(baseline(manifest, byName), manifest)).toList();
    }

    private static BaselineObject baseline(Manifest manifest, Map<String, BaselineObject> byName) {
        try {
            var document = manifest.field();
            if (!Baseline.KIND.equals(document.get("kind").raw())) {
                throw document.get("kind").invalid(Baseline.KIND + " (" + Baseline.API_VERSION + ")");
            }
            if (!Baseline.API_VERSION.equals(document.get("apiVersion").raw())) {
                throw document.get("apiVersion").invalid(Baseline.API_VERSION);
            }
            var name = Syntax.DNS_NAME.read(document.get("metadata").get("name"));
            var object = new BaselineObject(name, new BaselineObject.Source(manifest.source()), "", 0,
                    manifest.tree(),
                    Optional.empty());
            BaselineDecoder.decode(object);
            var other = byName.putIfAbsent(name, object);
            if (other != null) {
                throw manifest.refusal(new Problem("metadata.name", "a name that no other baseline has",
                        "\"" + name + "\", as in " + other.source().file()));
            }
            return object;
        } catch (InvalidFieldException refused) {
            throw manifest.refusal(refused);
        }
    }
}
