package dev.ringfence.controlplane;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the programs of the control plane are: in the folder that `KUBEBUILDER_ASSETS` names, else built by Go.
///
/// The folder must have `etcd` and `kube-apiserver`. What else it lacks is built: the usual downloads have no
/// kube-controller-manager, and without one no namespace ever terminates.
public final class Programs {
    static final String ASSETS = "KUBEBUILDER_ASSETS";

    private Programs() {}

    /// The command, to be followed by its flags.
    static List<String> command(String program) {
        String assets = System.getenv().getOrDefault(ASSETS, "");
        if (!assets.isEmpty()) {
            for (String required : List.of("etcd", "kube-apiserver")) {
                if (!Files.isExecutable(Path.of(assets, required))) {
                    throw new IllegalStateException(
                            ASSETS + " must name a folder with etcd and kube-apiserver, but there is no executable "
                                    + Path.of(assets, required)
                                    + ". Unset it to have both built by Go instead.");
                }
            }
            Path file = Path.of(assets, program);
            if (Files.isExecutable(file)) {
                return List.of(file.toString());
            }
        }
        return List.of(GoBuild.binary(program).toString(), program);
    }

    /// The executable of that name on the `PATH`.
    public static Optional<Path> onPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
