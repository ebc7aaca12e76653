package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.drift.Approvals;
import dev.ringfence.drift.Circumstances;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKey;
import dev.ringfence.drift.Judge;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is known, and the judgement of what has changed. Used by the loop's thread alone.
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final DaemonSettings settings;
    private final Clock clock;
    private final Observers observers;
    private final Repairs repairs;
    private final Inputs inputs;
    private final Observed observed;
    private final Baselines baselines;
    private final Ledger ledger = new Ledger();

    private List<MissingPermission> missingPermissions = List.of();
    private Optional<Instant> nextExpiry = Optional.empty();
    private long classChanges;

    Guard(DaemonSettings settings, Clock clock, Observers observers, Dispatcher dispatcher) {
        this.settings = settings;
        this.clock = clock;
        this.observers = observers;

        this.inputs = new Inputs(settings.profile());
        this.baselines = new Baselines(inputs);
        this.observed = new Observed(settings.awaited(), inputs);
        this.repairs = new Repairs(settings, observed, ledger, observers, dispatcher);
    }

    DaemonSettings settings() {
        return settings;
    }

    Inputs inputs() {
        return inputs;
    }

    Observed observed() {
        return observed;
    }

    Baselines baselines() {
        return baselines;
    }

    Ledger ledger() {
        return ledger;
    }

    List<MissingPermission> missingPermissions() {
        return missingPermissions;
    }

    Repairs repairs() {
        return repairs;
    }

    // What changed.

    void put(String name, BaselineObject.Source source, Optional<BaselineObject> state) {
        var problem = baselines.get(name).flatMap(GuardedBaseline::problem);
        var effect = baselines.put(name, source, state);
        abandon(effect.abandoned());
        var baseline = baselines.get(name);
        var newProblem = baseline.flatMap(GuardedBaseline::problem);
        if (!newProblem.equals(problem)) {
            observers.tell(observer -> observer.refused(name, newProblem.orElse("")));
        }
        if (baseline.isEmpty() && effect.inForce()) {
            observers.tell(observer -> observer.removed(name));
        }
        if (baseline.isPresent() && effect.inForce()) {
            abandon(baseline.get().resolve(observed.population().allNamespaces(), /* changed= */ true)
                    .abandoned());
            observed.population().distinguish(projection());
        }
    }

    /// Takes the newest state of a watch: whether a kind of policy is served at all decides about policies of the kind.
    void put(WatchState watch) {
        var before = observed.unserved();
        observed.put(watch);
        if (!observed.unserved().equals(before)) {
            baselines.all().forEach(GuardedBaseline::markAll);
        }
    }

    void permissions(List<MissingPermission> missing) {
        missingPermissions = missing;
    }

    /// Takes the newest state of a policy. Returns the guarded namespaces that it concerns.
    Set<String> put(PolicyKey key, Optional<PolicyObject> state) {
        return shifted(observed.policies().put(key, state));
    }

    /// Marks what a policy that changed can reach. Returns the guarded namespaces that it concerns.
    private Set<String> shifted(PolicyShift shift) {
        var concerned = new TreeSet<String>();
        baselines.all().forEach(baseline -> baseline.namespaces().stream()
                .filter(namespace -> concerns(shift, namespace)).forEach(namespace -> {
                    namespace.markDirty();
                    concerned.add(namespace.expectation().namespace());
                }));
        if (!concerned.isEmpty()) {
            observed.population().distinguish(Projection.of(shift.meaning()));
        }
        markConsulting(name -> shift.touches(name, observed.population().labels(name)));
        return concerned;
    }

    /// Takes what policies refer to as it is now. Returns the guarded namespaces that the change concerns.
    Set<String> changed(ReferenceKind kind) {
        baselines.all().forEach(baseline -> baseline.changed(kind));
        return shifted(observed.policies().reread(kind));
    }

    /// Takes another way of the enforcer to read policies: everything means what it means under that one.
    ///
    /// @param evidence how the profile was found out
    void put(EnforcementProfile profile, String evidence) {
        if (inputs.put(profile, evidence)) {
            baselines.all().forEach(GuardedBaseline::reread);
            baselines.all().forEach(GuardedBaseline::markAll);
            observed.policies().reread();
            observed.population().distinguish(projection());
            observers.tell(observer -> observer.enforcer(inputs.enforcer()));
        }
    }

    private Set<String> shifted(List<PolicyShift> shifts) {
        var concerned = new TreeSet<String>();
        shifts.forEach(shift -> concerned.addAll(shifted(shift)));
        return concerned;
    }

    /// Tells pods apart by the policies that can select a pod of a namespace, since it has other labels now.
    void relabelled(String name) {
        if (guards(name).findAny().isPresent()) {
            observed.population().distinguish(Projection
                    .of(observed.policies().meanings(name, observed.population().labels(name))));
        }
    }

    private boolean concerns(PolicyShift shift, GuardedNamespace namespace) {
        var name = namespace.expectation().namespace();
        return shift.touches(name, observed.population().labels(name))
                || namespace.expectation().policies().containsKey(shift.key());
    }

    /// The policies and pods of one namespace decide how far drifts of others can be used: where they were asked for, they are
    /// asked again.
    void markConsulting(Predicate<String> asked) {
        openNamespaces().filter(
                namespace -> namespace.last().map(last -> last.consulted().stream().anyMatch(asked))
                        .orElse(false))
                .forEach(GuardedNamespace::markDirty);
    }

    private Optional<GuardedNamespace> namespace(DriftRecord record) {
        return baselines.get(record.drift().baseline())
                .flatMap(baseline -> baseline.namespace(record.drift().namespace()));
    }

    private Stream<GuardedNamespace> openNamespaces() {
        return ledger.open().stream().flatMap(record -> namespace(record).stream()).distinct();
    }

    void markNamespace(String name) {
        guards(name).forEach(GuardedNamespace::markDirty);
    }

    void markPeer(LabelPoint point) {
        baselines.all().forEach(baseline -> baseline.markPeer(point));
    }

    void markPeerNamespace() {
        baselines.all().forEach(GuardedBaseline::markPeerNamespace);
    }

    /// Witnesses name peers: where the classes of pods have changed, every open drift is looked at again.
    void markOpenIfPeersChanged() {
        if (observed.population().classChanges() != classChanges) {
            classChanges = observed.population().classChanges();
            openNamespaces().forEach(GuardedNamespace::markDirty);
        }
    }

    void markExpiries(Instant now) {
        if (nextExpiry.isPresent() && !now.isBefore(nextExpiry.get())) {
            baselines.all().forEach(GuardedBaseline::markAll);
        }
        nextExpiry = baselines.all().stream().flatMap(baseline -> baseline.nextExpiry(now).stream())
                .min(Instant::compareTo);
    }

    void resolveScopes() {
        var namespaces = observed.population().allNamespaces();
        var added = false;
        for (var baseline : baselines.all()) {
            var scope = baseline.resolve(namespaces, /* changed= */ false);
            abandon(scope.abandoned());
            added |= scope.grown();
        }
        var wanted = baselines.all().stream().flatMap(baseline -> baseline.clusterPolicies().stream())
                .collect(Collectors.toSet());
        observed.policies().forgetGone(guardedNames(), wanted::contains);
        if (added) {
            observed.population().distinguish(projection());
        }
    }

    private Stream<GuardedNamespace> guards(String name) {
        return baselines.all().stream().flatMap(baseline -> baseline.namespace(name).stream());
    }

    private Set<String> guardedNames() {
        var names = new HashSet<String>();
        baselines.all().forEach(baseline -> baseline.namespaces()
                .forEach(namespace -> names.add(namespace.expectation().namespace())));
        return names;
    }

    /// What all policies that matter tell pods apart by.
    private Projection projection() {
        var policies = new ArrayList<Policy>();
        baselines.all().forEach(baseline -> baseline.namespaces()
                .forEach(namespace -> {
                    policies.addAll(namespace.expectation().allPolicies());
                    namespace.formerly().ifPresent(former -> policies.addAll(former.allPolicies()));
                }));
        var guarded = new HashMap<String, Labels>();
        guardedNames().forEach(name -> guarded.put(name, observed.population().labels(name)));
        policies.addAll(observed.policies().meanings(guarded));
        return Projection.of(policies);
    }

    /// Closes drifts that nobody asks about any more.
    private void abandon(List<DriftKey> keys) {
        repairs.closed(
                ledger.enter(keys, List.of(), repairs::isUnderWay, _ -> clock.instant(), clock.instant())
                        .closed(),
                clock.instant());
    }

    // What follows.

    /// Judges what is marked, urgent namespaces first, or everything; returns whether anything was judged.
    boolean judge(Instant now, boolean full, Set<String> urgent, Map<String, Instant> since) {
        if (full) {
            if (observed.population().reclassify(projection())) {
                // Classes that were told apart for policies that are gone are one again, and so are their witnesses.
                openNamespaces().forEach(GuardedNamespace::markDirty);
            }
        }
        var due = baselines.all().stream().flatMap(baseline -> baseline.namespaces().stream())
                .filter(namespace -> full || namespace.isDirty())
                .sorted(Comparator
                        .comparing(namespace -> !urgent.contains(namespace.expectation().namespace())))
                .toList();
        var disagreements = 0;
        for (var namespace : due) {
            disagreements += judge(namespace, since) ? 1 : 0;
        }
        baselines.all().forEach(GuardedBaseline::approve);
        repairs.due(now).stream().flatMap(record -> namespace(record).stream()).distinct().toList()
                .forEach(namespace -> repairs.ask(namespace, live(namespace), now));
        if (!due.isEmpty()) {
            var took = Duration.between(now, clock.instant());
            var differing = disagreements;
            observers.tell(observer -> observer.judged(full, took, differing));
        }
        return !due.isEmpty();
    }

    /// Judges one namespace; returns whether the verdict is another one although nothing that it rests on had changed.
    private boolean judge(GuardedNamespace namespace, Map<String, Instant> since) {
        var clean = !namespace.isDirty();
        var before = namespace.last().map(judgement -> outline(judgement.drifts()));
        var live = live(namespace);
        var now = clock.instant();
        var name = namespace.expectation().baseline().name();
        var baseline = baselines.get(name);
        var approved = baseline.map(known -> known.approvals(namespace)).orElse(Approvals.NONE);
        var context = baseline.map(GuardedBaseline::liveContext)
                .orElseGet(() -> inputs.context(Set.of()));
        var judgement = Judge.judge(new Circumstances(namespace.expectation(), live, observed.population(),
                context, observed.unserved(), namespace.remembered(), approved, now));
        var earlier = namespace.open();
        var arrival = Optional.ofNullable(since.get(namespace.expectation().namespace()));
        var firstTime = namespace.last().isEmpty();
        namespace.judged(judgement);
        baseline.ifPresent(known -> known.approve(judgement.ports()));
        var detected = clock.instant();
        var changes = ledger.enter(earlier, judgement.drifts(), repairs::isUnderWay,
                drift -> openedAt(drift, arrival, firstTime, detected), detected);
        repairs.ask(namespace, live, detected);
        changes.opened().forEach(record -> observers.tell(observer -> observer.opened(record)));
        repairs.closed(changes.closed(), detected);
        var disagrees = clean && before.isPresent() && !before.get().equals(outline(judgement.drifts()));
        if (disagrees) {
            LOG.atError().addKeyValue("baseline", name).addKeyValue("namespace", live.name())
                    .addKeyValue("expected", before.get()).addKeyValue("found", outline(judgement.drifts()))
                    .log("a full judgement differs from the current state; the full one holds");
        }
        return disagrees;
    }

    LiveNamespace live(GuardedNamespace namespace) {
        return observed.live(namespace.expectation().namespace(), observed.sees(settings.namespaces()),
                namespace.expectation().policies()::containsKey);
    }

    /// What two judgements of the same state must agree on.
    private static List<String> outline(List<Drift> drifts) {
        return drifts.stream().map(drift -> drift.key() + " " + drift.verdict() + " " + drift.severity())
                .toList();
    }

    /// The moment the change came in; for what was there before anybody looked, the moment the object itself names.
    private static Instant openedAt(Drift drift, Optional<Instant> arrival, boolean firstTime, Instant now) {
        var stated = drift.cause().changedBy().map(FieldChange::at).filter(at -> at.isBefore(now));
        return firstTime ? stated.orElse(now) : arrival.orElse(now);
    }

    /// When something is due that no change will announce.
    Optional<Instant> next(Instant now) {
        return Stream.of(nextExpiry, repairs.next(now))
                .flatMap(Optional::stream).min(Instant::compareTo);
    }
}
