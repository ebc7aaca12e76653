package dev.ringfence.cli;

import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words by which users name a port of a destination: a number or a name, and a protocol where it is not TCP.
record PortText(String text) {
    private static final String EXPECTED = "a port from 1 to 65535, or the name of one, with /tcp, /udp or /sctp if need be";
    private static final Pattern WORDS = Pattern
            .compile("(?<port>[a-z0-9-]{1,63})(?:/(?<protocol>[A-Za-z]{1,8}))?");
    private static final int FOUND_LIMIT = 100;
    private static final int LISTED_LIMIT = 5;

    /// The port of a destination.
    ///
    /// @throws InvalidFieldException if it is none, or the destination has none of that name
    PortSet of(End destination) {
        var words = WORDS.matcher(text);
        if (!words.matches()) {
            throw refused(EXPECTED);
        }
        var protocol = protocol(Optional.ofNullable(words.group("protocol")).orElse("TCP"));
        var port = words.group("port");
        return port.chars().allMatch(Character::isDigit)
                ? number(port, protocol)
                : named(new NamedPort(protocol, port), destination);
    }

    private Protocol protocol(String name) {
        return Arrays.stream(Protocol.values())
                .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> refused(EXPECTED));
    }

    private PortSet number(String digits, Protocol protocol) {
        var number = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (number < PortIntervals.FIRST || number > PortIntervals.LAST) {
            throw refused(EXPECTED);
        }
        return PortSet.of(protocol, number, number);
    }

    private PortSet named(NamedPort name, End destination) {
        if (!(destination instanceof End.OfPod(var pod))) {
            throw refused("a number, since DST is no pod and names no ports");
        }
        var ports = PortSet.named(name).resolve(pod.ports());
        if (ports.isEmpty()) {
            throw refused("the name of a port of " + OneLine.of(pod.key(), FOUND_LIMIT) + known(pod));
        }
        return ports;
    }

    private static String known(Pod pod) {
        return pod.ports().isEmpty()
                ? ", which names none"
                : pod.ports().stream().map(port -> port.name().name()).distinct().limit(LISTED_LIMIT)
                        .map(known -> OneLine.of(known, FOUND_LIMIT))
                        .collect(Collectors.joining(", ", " (such as ", ")"));
    }

    private InvalidFieldException refused(String expected) {
        return new InvalidFieldException(
                new Problem("--port", expected, "\"" + OneLine.of(text, FOUND_LIMIT) + "\""));
    }
}
