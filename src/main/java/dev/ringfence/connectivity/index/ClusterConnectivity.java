package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.index.PeerGroup.One;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may reach whom in a cluster as it is now, for every class of pods and every other.
///
/// Classes and policies come and go one by one; [#settle] takes in what has changed and tells the difference. The classes must
/// be told apart by all that the policies ask for ([dev.ringfence.connectivity.Projection]); whoever adds a policy that asks for
/// more replaces the classes first. Used by one thread.
///
/// Verdicts and appearances that were ever met are remembered: whoever keeps an index for long makes it anew from time to time.
public final class ClusterConnectivity {
    private final EnforcementProfile enforcer;
    private final Classes classes = new Classes();
    private final Cells cells;
    private final Selectors selectors = new Selectors(classes);
    private final Verdicts verdicts = new Verdicts();
    private final Evaluations evaluations;
    private final Map<PolicyKey, List<HeldPolicy>> held = new HashMap<>();
    private final Map<Profile.Key, Profile> profiles = new HashMap<>();
    /// The classes by their numbers.
    private final List<Subject> subjects = new ArrayList<>();
    private final Changes changes = new Changes();
    private final BitSet appeared = new BitSet();
    private final List<Integer> vanished = new ArrayList<>();
    private final Set<Profile> abandoned = new LinkedHashSet<>();
    private int policies;

    /// Two profiles of the same classes, before and after.
    private record Move(Profile from, Profile to) {}

    /// @param enforcer how the enforcer reads what the API leaves open
    public ClusterConnectivity(EnforcementProfile enforcer) {
        this(enforcer, Widths.USUAL);
    }

    /// @param enforcer how the enforcer reads what the API leaves open
    public ClusterConnectivity(EnforcementProfile enforcer, Widths widths) {
        this.cells = new Cells(classes, widths);
        this.enforcer = enforcer;
        this.evaluations = new Evaluations(enforcer, classes, verdicts);
    }

    /// Adds a class of which there are pods now. It must not be there yet.
    public void add(PeerClass peers) {
        var id = classes.add(peers);
        cells.clear();
        if (id == subjects.size()) {
            subjects.add(new Subject());
        } else {
            subjects.set(id, new Subject());
        }
        for (var selector : selectors.add(id)) {
            for (var i = 0; i < selector.policies().size(); i++) {
                subjects.get(id).selecting().add(selector.policies().get(i));
            }
        }
        changes.add(id);
        appeared.set(id);
    }

    /// Removes a class of which there are no pods any more.
    public void remove(PeerClass peers) {
        var id = classes.id(peers);
        cells.clear();
        selectors.remove(id);
        classes.remove(id);
        for (var direction : Direction.values()) {
            abandon(subjects.get(id).profile(direction), id);
        }
        changes.remove(id);
        if (appeared.get(id)) {
            appeared.clear(id);
            classes.free(id);
        } else {
            vanished.add(id);
        }
    }

    private void abandon(@Nullable Profile profile, int id) {
        if (profile != null) {
            profile.subjects().remove(id);
            abandoned.add(profile);
        }
    }

    /// Takes the newest meaning of a policy object; an empty one is gone.
    public void put(PolicyKey key, List<Policy> meaning) {
        var before = held.getOrDefault(key, List.of());
        if (isHeld(meaning, before)) {
            return;
        }
        var after = new ArrayList<HeldPolicy>(meaning.size());
        for (var policy : meaning) {
            after.add(new HeldPolicy(policies++, policy, enforcer.ipBlockMatchesPods(), selectors, verdicts));
        }
        // The old ones go last, so that a selector that both use is not made twice.
        after.forEach(this::hold);
        before.forEach(this::drop);
        if (after.isEmpty()) {
            held.remove(key);
        } else {
            held.put(key, List.copyOf(after));
        }
    }

    private static boolean isHeld(List<Policy> meaning, List<HeldPolicy> held) {
        if (held.size() != meaning.size()) {
            return false;
        }
        for (var i = 0; i < held.size(); i++) {
            if (!held.get(i).policy().equals(meaning.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void hold(HeldPolicy policy) {
        var members = policy.subject().members();
        for (var i = 0; i < members.size(); i++) {
            subjects.get(members.get(i)).selecting().append(policy);
        }
        changes.add(policy);
    }

    private void drop(HeldPolicy policy) {
        var members = policy.subject().members();
        for (var i = 0; i < members.size(); i++) {
            subjects.get(members.get(i)).selecting().remove(policy);
        }
        changes.add(policy);
        policy.release(selectors);
    }

    /// Takes in what has changed since the last time, and tells the difference.
    public ClusterDifference settle() {
        var moves = new LinkedHashMap<Move, IdSet>();
        for (var id = changes.next(0); id >= 0; id = changes.next(id + 1)) {
            for (var direction : Direction.values()) {
                if (changes.contains(id, direction)) {
                    reassign(id, direction, moves);
                }
            }
        }
        changes.clear();
        var rows = new ArrayList<RowDifference>();
        moves.forEach((move, ids) -> {
            var differences = RowComparison.of(classes, cells, verdicts, move.from().row(), move.to().row());
            if (!differences.isEmpty()) {
                rows.add(new RowDifference(move.to().key().direction(), list(ids), differences));
            }
        });
        var difference = new ClusterDifference(vanished.stream().map(classes::get).toList(),
                appeared.stream().mapToObj(classes::get).toList(), rows);
        abandoned.forEach(this::release);
        vanished.forEach(classes::free);
        abandoned.clear();
        vanished.clear();
        appeared.clear();
        return difference;
    }

    private void reassign(int id, Direction direction, Map<Move, IdSet> moves) {
        var subject = subjects.get(id);
        var key = Profile.Key.of(direction, subject.selecting(), classes.get(id).ports());
        var to = profiles.computeIfAbsent(key, this::profile);
        var from = subject.profile(direction);
        if (from != to) {
            abandon(from, id);
            to.subjects().add(id);
            subject.assign(direction, to);
            if (from != null) {
                moves.computeIfAbsent(new Move(from, to), _ -> new IdSet()).add(id);
            }
        }
    }

    private Profile profile(Profile.Key key) {
        return new Profile(key, evaluations.row(key));
    }

    private void release(Profile profile) {
        if (profile.subjects().isEmpty()) {
            profiles.remove(profile.key());
        }
    }

    /// What the policies of all classes say of a peer because of a selector that it is in; the others treat it as any other peer.
    public Stream<RowDifference> columns(PeerClass peer) {
        var id = classes.id(peer);
        var asking = new LinkedHashSet<Profile>();
        for (var selector : selectors.containing(peer.point())) {
            selector.askers().toList().forEach(policy -> addAsking(policy, selector, asking));
        }
        return asking.stream()
                .filter(profile -> profile.row().verdict(id) != Verdicts.NOTHING)
                .map(profile -> new RowDifference(profile.key().direction(), list(profile.subjects()),
                        List.of(new PeerDifference(new One(peer), PortBounds.NOTHING,
                                verdicts.get(profile.row().verdict(id))))));
    }

    private void addAsking(HeldPolicy policy, Selector selector, Set<Profile> asking) {
        for (var direction : Direction.values()) {
            if (policy.asks(selector, direction)) {
                policy.subject().members().forEach(subject -> {
                    var profile = subjects.get(subject).profile(direction);
                    if (profile != null) {
                        asking.add(profile);
                    }
                });
            }
        }
    }

    private List<PeerClass> list(IdSet ids) {
        var list = new ArrayList<PeerClass>(ids.size());
        ids.forEach(id -> list.add(classes.get(id)));
        return list;
    }

    /// Everything that the policies of each class let pass, as a difference from nothing; classes that are treated alike are
    /// subjects of the same entry.
    public Stream<RowDifference> rows() {
        return profiles.values().stream().map(profile -> new RowDifference(profile.key().direction(),
                list(profile.subjects()), RowComparison.of(classes, cells, verdicts, null, profile.row())));
    }

    /// What the policies of a class let pass between it and a peer.
    public PortBounds with(PeerClass subject, Direction direction, PeerClass peer) {
        return verdicts.get(verdict(classes.id(subject), direction, classes.id(peer)));
    }

    /// What passes from one class to another: what the source may send and the destination accepts.
    public PortBounds between(PeerClass source, PeerClass destination) {
        var from = classes.id(source);
        var to = classes.id(destination);
        return verdicts.get(verdicts.intersect(verdict(from, Direction.EGRESS, to),
                verdict(to, Direction.INGRESS, from)));
    }

    /// What the policies of a class let pass between it and each address outside of the cluster.
    public AddressBounds outside(PeerClass subject, Direction direction) {
        return profile(classes.id(subject), direction).outside(enforcer);
    }

    private int verdict(int subject, Direction direction, int peer) {
        return profile(subject, direction).row().verdict(peer);
    }

    private Profile profile(int subject, Direction direction) {
        var profile = subjects.get(subject).profile(direction);
        if (profile == null) {
            throw new IllegalStateException("expected all changes to be settled, found a new class "
                    + classes.get(subject));
        }
        return profile;
    }

    /// Whether a class is there.
    public boolean contains(PeerClass peers) {
        return classes.contains(peers);
    }

    /// How many classes there are.
    public int classes() {
        return classes.size();
    }

    /// How many different sets of policies hold them, both directions counted.
    public int profiles() {
        return profiles.size();
    }
}
