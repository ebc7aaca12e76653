package dev.ringfence.model.request;

import dev.ringfence.model.language.Effort;
import dev.ringfence.model.language.Language;
import dev.ringfence.model.language.LanguageTooLargeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What may be said on an allowed connection: everything, nothing, or certain requests.
///
/// Equal lists of rules are equal values, in whatever order and spelling; that two values mean the same although their rules are
/// cut differently is seen by [#covers] both ways. Conditions that cannot be decided, such as what a proxy of unknown
/// configuration lets pass, are kept by their texts: a request may or may not meet them.
public final class Constraint {
    /// How many boxes a calculation may make.
    private static final int BOXES = 1_000;
    private static final int SHOWN = 3;
    /// What a calculation may cost; reached after some tenths of a second.
    private static final int STEPS = 10_000_000;
    public static final Constraint EVERYTHING = new Constraint(List.of(Box.EVERYTHING));
    public static final Constraint NOTHING = new Constraint(List.of());

    /// None of which is empty or within another one, in order.
    private final List<Box> boxes;

    private Constraint(List<Box> boxes) {
        this.boxes = boxes;
    }

    /// What any of the boxes permits.
    static Constraint of(Collection<Box> boxes) {
        var sorted = new TreeSet<>(boxes);
        sorted.removeIf(Box::isEmpty);
        if (sorted.contains(Box.EVERYTHING)) {
            return EVERYTHING;
        }
        var merged = LanguageTooLargeException.guard(() -> merged(sorted)).orElse(sorted);
        var effort = new Effort(STEPS);
        var kept = LanguageTooLargeException.guard(() -> merged.stream()
                .filter(box -> merged.stream()
                        .noneMatch(other -> other.contains(box, effort) && !other.equals(box)))
                .toList()).orElseGet(() -> List.copyOf(merged));
        return kept.isEmpty() ? NOTHING : new Constraint(kept);
    }

    /// The boxes, where those that differ in the only field that they restrict are one.
    private static SortedSet<Box> merged(SortedSet<Box> boxes) {
        var merged = new TreeSet<Box>();
        var alike = new TreeMap<Box, List<Values>>();
        for (var box : boxes) {
            if (box.sides().size() == 1) {
                var field = box.sides().firstKey();
                alike.computeIfAbsent(box.with(field, Values.NONE), _ -> new ArrayList<>())
                        .add(box.side(field));
            } else {
                merged.add(box);
            }
        }
        alike.forEach((box, values) -> merged.add(box.with(box.sides().firstKey(), Values.anyOf(values))));
        return merged;
    }

    /// What any of several constraints permits; much faster than joining them one by one.
    public static Constraint anyOf(Collection<Constraint> constraints) {
        return of(constraints.stream().flatMap(constraint -> constraint.boxes.stream()).toList());
    }

    /// DNS queries for these names.
    public static Constraint dns(Language names) {
        return of(Box.of(Protocol.DNS), Field.DNS_NAME, new Values(false, names));
    }

    /// TLS connections on which the client names one of these servers.
    public static Constraint serverNames(Language names) {
        return of(Box.EVERYTHING, Field.SERVER_NAME, new Values(false, names));
    }

    /// Connections to addresses that have one of these names; the names are written as those of DNS.
    public static Constraint destinations(Language names) {
        return of(Box.EVERYTHING, Field.DESTINATION_NAME, new Values(false, names));
    }

    /// What an unknown examination lets pass, such as that of a proxy; equal texts stand for the same examination.
    public static Constraint unknown(String condition) {
        return new Constraint(List.of(Box.EVERYTHING.and(condition, true)));
    }

    static Constraint of(Box box, Field field, Values values) {
        return LanguageTooLargeException.guard(() -> of(List.of(box.and(field, values, new Effort(STEPS)))))
                .orElseGet(() -> new Constraint(
                        List.of(box.and("the " + field + " is one of " + values.named(), true))));
    }

    public boolean isNothing() {
        return boxes.isEmpty();
    }

    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /// Whether the request is permitted, unknown conditions left aside.
    public boolean permits(Request request) {
        return boxes.stream().anyMatch(request::isIn);
    }

    /// What either permits. Everything absorbs all else, as a plain allow lifts the requests of other rules.
    public Constraint union(Constraint other) {
        if (isEverything() || other.isNothing() || equals(other)) {
            return this;
        }
        if (other.isEverything() || isNothing()) {
            return other;
        }
        return anyOf(List.of(this, other));
    }

    /// What both permit, as traffic passes only where both ends allow it.
    public Constraint intersect(Constraint other) {
        if (isEverything() || other.isNothing() || equals(other)) {
            return other;
        }
        if (other.isEverything() || isNothing()) {
            return this;
        }
        if ((long) boxes.size() * other.boxes.size() > BOXES) {
            return within(other);
        }
        var effort = new Effort(STEPS);
        return LanguageTooLargeException.guard(() -> of(boxes.stream()
                .flatMap(one -> other.boxes.stream().map(two -> one.intersect(two, effort))).toList()))
                .orElseGet(() -> within(other));
    }

    /// The same on the condition that another constraint, which is too large to calculate with, permits it too.
    private Constraint within(Constraint other) {
        var condition = "also permitted: "
                + String.join("; ", other.boxes.stream().map(box -> box.text(Values::named)).toList());
        return of(boxes.stream().map(box -> box.and(condition, true)).toList());
    }

    /// Whether everything that `other` may permit is surely permitted here.
    public boolean covers(Constraint other) {
        return other.minus(this).possible().isNothing();
    }

    /// What is permitted here and not by `less`.
    public RequestExcess minus(Constraint less) {
        if (isNothing() || less.isEverything() || equals(less)) {
            return RequestExcess.NONE;
        }
        var effort = new Effort(STEPS);
        return LanguageTooLargeException.guard(() -> subtract(less, effort)).flatMap(pieces -> pieces)
                .map(pieces -> RequestExcess.of(pieces, less.boxes))
                .orElseGet(() -> RequestExcess.undecided(new Constraint(boxes), less));
    }

    /// The pieces that are left; nothing if there are too many.
    private Optional<List<Box>> subtract(Constraint less, Effort effort) {
        var left = new ArrayList<Box>();
        for (var box : boxes) {
            List<Box> pieces = less.boxes.stream().anyMatch(other -> other.contains(box, effort))
                    ? List.of()
                    : List.of(box);
            for (var other : less.boxes) {
                pieces = pieces.stream().flatMap(piece -> piece.minus(other, effort).stream()).toList();
                if (left.size() + pieces.size() > BOXES) {
                    return Optional.empty();
                }
            }
            left.addAll(pieces);
        }
        return Optional.of(left);
    }

    /// A permitted request to show to a person; none if nothing is permitted.
    public Optional<Request> witness() {
        return Request.of(boxes);
    }

    /// Connections to the names for which DNS queries are permitted here.
    public Constraint asDestinations() {
        return of(boxes.stream().filter(box -> box.protocols().contains(Protocol.DNS)).map(box -> new Box(
                Box.EVERY_PROTOCOL, new TreeMap<>(), box.held(), box.failed())
                .with(Field.DESTINATION_NAME, box.side(Field.DNS_NAME))).toList());
    }

    /// A name for whose addresses something is permitted; none if names do not matter.
    public Optional<String> destination() {
        return boxes.stream().filter(box -> box.sides().containsKey(Field.DESTINATION_NAME))
                .flatMap(box -> box.side(Field.DESTINATION_NAME).texts().witness().stream()).findFirst();
    }

    /// What is permitted for the addresses of one name.
    public Constraint to(String name) {
        return of(boxes.stream().filter(box -> box.side(Field.DESTINATION_NAME).texts().contains(name))
                .map(box -> box.with(Field.DESTINATION_NAME, Field.DESTINATION_NAME.universe())).toList());
    }

    List<Box> boxes() {
        return boxes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Constraint constraint && boxes.equals(constraint.boxes);
    }

    @Override
    public int hashCode() {
        return boxes.hashCode();
    }

    /// Such as `HTTP with path /v1/.*; DNS and 2 more`.
    @Override
    public String toString() {
        if (boxes.isEmpty()) {
            return "nothing";
        }
        var shown = String.join("; ", boxes.stream().limit(SHOWN).map(Box::toString).toList());
        return boxes.size() <= SHOWN ? shown : shown + " and " + (boxes.size() - SHOWN) + " more";
    }
}
