package dev.ringfence.policy.cilium;

import dev.ringfence.model.language.DomainNames;
import dev.ringfence.model.language.DomainNames.DoubleStar;
import dev.ringfence.model.language.Language;
import dev.ringfence.model.language.LanguageTooLargeException;
import dev.ringfence.model.language.Meaning;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Peers;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// Reads names of hosts, of which each is written out (`matchName`) or a pattern with `*` (`matchPattern`).
final class NamePeers {
    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("[-a-zA-Z0-9_]+(?:\\.[-a-zA-Z0-9_]+)*\\.?");
    private static final Pattern PATTERN = Pattern.compile("[-a-zA-Z0-9_*]+(?:\\.[-a-zA-Z0-9_*]+)*\\.?");

    private NamePeers() {}

    /// The addresses that are found by the names of `toFQDNs`.
    static PeerBounds decode(Field list, Reading reading) {
        var known = new ArrayList<Language>();
        for (var item : list.items()) {
            if (meaning(item, reading) instanceof Meaning.Exact(var names)) {
                known.add(names);
            }
        }
        var names = LanguageTooLargeException.guard(() -> Language.anyOf(known));
        return names.isPresent() && known.size() == list.items().size()
                ? PeerBounds.of(Peers.names(names.get()))
                : PeerBounds.perhaps(Peers.names(DomainNames.DNS));
    }

    /// What names one object with `matchName` or `matchPattern` means.
    static Meaning meaning(Field field, Reading reading) {
        var name = Structure.object(field).get("matchName");
        var pattern = field.get("matchPattern");
        if (name.present() == pattern.present()) {
            throw field.invalid("exactly one of matchName, matchPattern");
        }
        var written = name.present() ? name : pattern;
        var text = written.text();
        if (text.length() > LONGEST || !(name.present() ? NAME : PATTERN).matcher(text).matches()) {
            throw written.invalid("a DNS name of at most " + LONGEST + " characters"
                    + (name.present() ? "" : ", in which * may stand for characters"));
        }
        var stars = reading.is(Option.DEEP_NAME_PATTERNS) ? DoubleStar.LABELS : DoubleStar.ONE_LABEL;
        var meaning = name.present() ? DomainNames.name(text) : DomainNames.pattern(text, stars);
        if (meaning instanceof Meaning.Invalid(var reason)) {
            throw written.invalid(reason);
        }
        return meaning;
    }
}
