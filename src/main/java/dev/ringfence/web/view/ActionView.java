package dev.ringfence.web.view;

import dev.ringfence.daemon.ActionRecord;

/// One thing that was done about a drift.
public record ActionView(String action, String result, String at, String message) {

    public static ActionView of(ActionRecord action) {
        return new ActionView(action.action(), action.outcome().result().text(), Text.time(action.at()),
                action.outcome().message());
    }
}
