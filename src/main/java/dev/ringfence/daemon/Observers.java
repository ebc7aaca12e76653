package dev.ringfence.daemon;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells every observer, and lets none of them break the loop.
final class Observers {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<Observer> observers;

    Observers(List<Observer> observers) {
        this.observers = List.copyOf(observers);
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever an observer throws is its own failure and must stay there.
    void tell(Consumer<Observer> happening) {
        for (var observer : observers) {
            try {
                happening.accept(observer);
            } catch (RuntimeException failure) {
                LOG.atError().setCause(failure).addKeyValue("observer", observer.getClass().getSimpleName())
                        .log("observer failed");
            }
        }
    }
}
