package dev.ringfence.manifests;

import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.util.Map;

/// One object of a manifest file.
///
/// @param file the file, as it was named or found
/// @param documentNumber which document of the file it is in, counted from 1; 0 where the file has only one
/// @param tree the object as a plain JSON tree without null members
/// @param lines where its parts stand in the file
public record Manifest(String file, int documentNumber, Map<String, Object> tree, Lines lines) {

    /// The file, with the document's number where it has several: `policies.yaml` or `policies.yaml#2`.
    public String source() {
        return documentNumber == 0 ? file : file + "#" + documentNumber;
    }

    /// Where the place `path` of the object stands, as `file:line`.
    public String position(String path) {
        var line = lines.of(path);
        return line > 0 ? file + ":" + line : file;
    }

    /// The object, to be read field by field.
    public Field field() {
        return Field.root(tree);
    }

    /// The refusal of the object, with the line on which the problem stands.
    public ManifestException refusal(Problem problem) {
        return new ManifestException(file, lines.of(problem.path()), documentNumber, problem);
    }

    /// The refusal of the object, with the line on which the problem stands.
    public ManifestException refusal(InvalidFieldException refused) {
        return refusal(refused.problem());
    }
}
