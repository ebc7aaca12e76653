package dev.ringfence.cli;

import java.util.Iterator;
import java.util.List;

/// The words that a shell offers for options of `run`, which are read as text since environment variables may say them too.
final class RunChoices {

    private RunChoices() {}

    /// For `--log-format`.
    static final class LogFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("text", "json").iterator();
        }
    }

    /// For `--leader-elect`.
    static final class Flags implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("true", "false").iterator();
        }
    }

    /// For `--enforcer`; a version may follow `cilium`.
    static final class Enforcers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "generic", "cilium", "calico", "antrea", "ovn-kubernetes").iterator();
        }
    }
}
