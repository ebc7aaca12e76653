package dev.ringfence.bench;

/// Tells whoever waits what is being measured.
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.err.println("bench: " + what);
    }
}
