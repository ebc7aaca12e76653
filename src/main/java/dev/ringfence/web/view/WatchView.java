package dev.ringfence.web.view;

import dev.ringfence.daemon.WatchState;

/// How well Ringfence sees one kind of object.
///
/// @param phase `Syncing`, `Synced`, `Disconnected`, `Forbidden` or `Absent`
/// @param freshAt when the API server last said anything about the kind
public record WatchView(String resource, String phase, String freshAt, long restarts) {

    public static WatchView of(WatchState watch) {
        return new WatchView(watch.resource(), phase(watch.phase()), Text.time(watch.freshAt()),
                watch.restarts());
    }

    private static String phase(WatchState.Phase phase) {
        return switch (phase) {
            case SYNCING -> "Syncing";
            case SYNCED -> "Synced";
            case DISCONNECTED -> "Disconnected";
            case FORBIDDEN -> "Forbidden";
            case ABSENT -> "Absent";
        };
    }
}
