package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.BaselineObject.Source;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.model.Address;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.EnforcementProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The daemon's own mailbox and loop, on two threads as in the daemon, and a stream of watch events for them; for the benchmarks.
public final class StreamReplay {
    private static final long SEED = 11;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final String POLICIES = "networkpolicies.networking.k8s.io";

    private final Clock clock = Clock.systemUTC();
    private final Mailbox mailbox = new Mailbox(clock);
    private final Guard guard;
    private final Loop loop;
    private final List<Pod> pods;
    private final Random random = new Random(SEED);

    /// What came of it.
    ///
    /// @param lags from the arrival of a change until all that it reaches was judged, in milliseconds
    /// @param waiting the most changes that waited
    /// @param lost pods that were not known in the end as they were last seen
    public record Outcome(double[] lags, long waiting, long lost, double perSecond) {}

    /// Takes a cluster in, of which the namespaces of one team are guarded.
    public StreamReplay(Collection<Namespace> namespaces, Collection<Pod> pods, String team) {
        var settings = new DaemonSettings(Set.of("namespaces", "pods", POLICIES), POLICIES, "namespaces",
                "pods", Duration.ofMinutes(5), EnforcementProfile.GENERIC);
        var observers = new Observers(List.of());
        guard = new Guard(settings, clock, observers, (_, _) -> {
            throw new IllegalStateException("expected no repair: the baseline observes");
        });
        loop = new Loop(clock, guard, new Reporter(guard, observers, new AtomicReference<>(
                new Report(clock.instant(), 0, /* complete= */ false, new Leadership(false, "", ""),
                        Enforcer.UNKNOWN,
                        List.of(), List.of(), List.of(), List.of(), List.of()))));
        this.pods = new ArrayList<>(pods);
        namespaces.forEach(
                namespace -> mailbox.put(new NamespaceChange(namespace.name(), Optional.of(namespace))));
        pods.forEach(pod -> mailbox.put(change(pod)));
        var baseline = baseline(team);
        mailbox.put(new BaselineChange(baseline.name(), baseline.source(), Optional.of(baseline)));
        for (var resource : List.of("namespaces", "pods", POLICIES)) {
            mailbox.put(new WatchChange(new WatchState(resource, Phase.SYNCED, clock.instant(), 0)));
        }
    }

    private static Change change(Pod pod) {
        return new PodChange(pod.namespace(), pod.name(), Optional.of(pod));
    }

    private static BaselineObject baseline(String team) {
        var policy = Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                Map.of("name", "approved"), "spec",
                Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress"), "ingress",
                        List.of(Map.of("from",
                                List.of(Map.of("podSelector",
                                        Map.of("matchLabels", Map.of("tier", "frontend"))))))));
        return new BaselineObject("bench", new Source("bench.yaml"), "", 0,
                Map.of("apiVersion", "ringfence.dev/v1alpha1", "kind", "IsolationBaseline", "metadata",
                        Map.of("name", "bench"), "spec",
                        Map.of("mode", "Observe", "scope",
                                Map.of("namespaces",
                                        Map.of("selector", Map.of("matchLabels", Map.of("team", team)))),
                                "policies", List.of(policy))),
                Optional.empty());
    }

    /// Offers so many events a second, whether they are taken in time or not, and takes them in.
    public Outcome run(int perSecond, int seconds) throws InterruptedException {
        drain();
        var waiting = new AtomicLong();
        var events = perSecond * seconds;
        var producer = Thread.ofPlatform().name("watch").start(() -> produce(perSecond, events, waiting));
        var lags = new ArrayList<Double>();
        var began = System.nanoTime();
        var arrivals = mailbox.take(Duration.ofSeconds(1));
        while (!arrivals.isEmpty() || producer.isAlive()) {
            loop.handle(arrivals);
            var now = clock.instant();
            for (var arrival : arrivals) {
                lags.add(Duration.between(arrival.at(), now).toNanos() / NANOS_PER_MILLI);
            }
            arrivals = mailbox.take(Duration.ofMillis(50));
        }
        producer.join();
        var took = System.nanoTime() - began;
        return new Outcome(lags.stream().mapToDouble(Double::doubleValue).toArray(), waiting.get(), lost(),
                (double) events * NANOS_PER_SECOND / took);
    }

    private void drain() throws InterruptedException {
        var arrivals = mailbox.take(Duration.ZERO);
        while (!arrivals.isEmpty()) {
            loop.handle(arrivals);
            arrivals = mailbox.take(Duration.ZERO);
        }
    }

    /// Pods get addresses, move to other nodes, and a few change a label by which policies select.
    private void produce(int perSecond, int events, AtomicLong waiting) {
        var start = System.nanoTime();
        for (var i = 0; i < events; i++) {
            var due = start + (long) i * NANOS_PER_SECOND / perSecond;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            var place = random.nextInt(pods.size());
            var pod = changed(pods.get(place));
            pods.set(place, pod);
            mailbox.put(change(pod));
            if (i % 1_000 == 0) {
                waiting.accumulateAndGet(mailbox.workload(Optional.empty()).waiting(), Math::max);
            }
        }
    }

    private Pod changed(Pod pod) {
        var address = new Address(Address.Family.IPV4, 0, 0x0A00_0000L + random.nextInt(1 << 22));
        return new Pod(pod.namespace(), pod.name(), pod.uid(), pod.labels(), pod.workload(), List.of(address),
                pod.ports(), "node-" + random.nextInt(5_000), pod.traits());
    }

    private long lost() {
        var known = new HashSet<Pod>();
        pods.stream().map(Pod::namespace).distinct()
                .forEach(namespace -> known.addAll(guard.observed().population().pods(namespace)));
        return pods.stream().filter(pod -> !known.contains(pod)).count();
    }
}
