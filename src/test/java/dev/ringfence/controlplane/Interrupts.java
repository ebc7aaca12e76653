package dev.ringfence.controlplane;

/// Waiting that nobody interrupts in a test: an interrupt is an error, and the thread's flag is kept.
final class Interrupts {

    /// Something that may have to wait.
    interface Waiting<T> {
        T call() throws InterruptedException;
    }

    private Interrupts() {}

    static <T> T call(Waiting<T> waiting) {
        try {
            return waiting.call();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the control plane", interrupt);
        }
    }
}
