package dev.ringfence.web.view;

import dev.ringfence.daemon.Leadership;
import java.util.Optional;

/// Which replica writes.
///
/// @param leading whether it is the one that answers
/// @param leader absent while unknown
/// @param self the replica that answers
public record LeaderView(boolean leading, Optional<String> leader, Optional<String> self) {

    public static LeaderView of(Leadership leadership) {
        return new LeaderView(leadership.leading(), Text.unlessEmpty(leadership.leader()),
                Text.unlessEmpty(leadership.self()));
    }
}
