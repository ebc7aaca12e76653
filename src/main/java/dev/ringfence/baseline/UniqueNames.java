package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import java.util.HashSet;
import java.util.Set;

/// The names that were met so far in one list of a baseline, each of which may be there once.
final class UniqueNames {
    private final String what;
    private final Set<String> met = new HashSet<>();

    /// @param what what is named, such as `guarantee`
    UniqueNames(String what) {
        this.what = what;
    }

    /// Adds the name at a field.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException if the name was met before
    void add(Field name) {
        if (!met.add(name.text())) {
            throw name.invalid("a name that no " + what + " before it has");
        }
    }
}
