package dev.ringfence.cluster;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.Change.PermissionsChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.MissingPermission;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Ringfence may do in the cluster, asked of the API server before it has to be found out the hard way.
///
/// Where the API server does not answer, its last answer counts; where it never answered, only what requests have told.
/// What repairs need follows the baselines, and is asked anew when they change.
public final class Permissions implements AutoCloseable {
    /// How often the API server is asked anew.
    public static final Duration PERIOD = Duration.ofSeconds(30);
    /// Where roles are given by namespace, the first so many namespaces stand for all: what is refused in another one is
    /// still `Forbidden` in its drift.
    static final int NAMESPACE_LIMIT = 100;
    private static final String EVERYWHERE = "";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final KubernetesClient client;
    private final Inbox inbox;
    private final Supplier<Set<String>> running;
    private final Supplier<Set<String>> forbidden;
    private final Supplier<List<BaselineReport>> baselines;
    private final Optional<String> leaseNamespace;
    private final Duration period;
    private final Duration look;
    private final ScheduledExecutorService reviews = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("permissions").factory());

    private final Map<NeededPermission, Boolean> answers = new HashMap<>();
    private @Nullable List<MissingPermission> told;
    private boolean answering = true;
    private List<BaselineReport> seen = List.of();
    private Set<String> seenRunning = Set.of();
    private List<NeededPermission> needed = List.of();
    private Duration sinceReview = Duration.ZERO;

    /// A review that has not begun yet.
    ///
    /// @param client is not closed by this
    /// @param running what is looked at besides what every cluster has, resources with their groups
    /// @param forbidden the resources that Ringfence was refused to list or watch
    /// @param baselines how things stand with each baseline now
    /// @param leaseNamespace where the lease of the leader is kept; absent without an election
    /// @param period how often the API server is asked anew
    public Permissions(KubernetesClient client, Inbox inbox, Supplier<Set<String>> running,
            Supplier<Set<String>> forbidden, Supplier<List<BaselineReport>> baselines,
            Optional<String> leaseNamespace, Duration period) {
        this.client = client;
        this.inbox = inbox;
        this.running = running;
        this.forbidden = forbidden;
        this.baselines = baselines;
        this.leaseNamespace = leaseNamespace;
        this.period = period;
        this.look = period.compareTo(LOOK) < 0 ? period : LOOK;
    }

    /// Asks at once, and then every period, and returns without waiting.
    public void start() {
        var _ = reviews.scheduleWithFixedDelay(this::look, 0, look.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends the reviews.
    @Override
    public void close() {
        reviews.shutdownNow();
    }

    private void look() {
        var asked = needed;
        var reports = baselines.get();
        var looking = running.get();
        if (asked.isEmpty() || !reports.equals(seen) || !looking.equals(seenRunning)) {
            seen = reports;
            seenRunning = looking;
            needed = NeededPermission.all(reports, leaseNamespace, looking);
        }
        sinceReview = sinceReview.plus(look);
        if (!needed.equals(asked) || sinceReview.compareTo(period) >= 0) {
            sinceReview = Duration.ZERO;
            review();
        }
    }

    private void review() {
        try {
            answers.keySet().retainAll(needed);
            needed.forEach(this::ask);
            answering = true;
        } catch (RuntimeException problem) {
            if (answering && !reviews.isShutdown()) {
                LOG.atWarn().addKeyValue("problem", Refusal.message(problem))
                        .log("Permissions cannot be reviewed; the last answers count on");
            }
            answering = false;
        }
        tell();
    }

    /// Who may do it in the whole cluster needs no answer by namespace.
    private void ask(NeededPermission permission) {
        isAllowed(permission, EVERYWHERE).map(allowed -> allowed || isAllowedInEach(permission))
                .ifPresent(answer -> answers.put(permission, answer));
    }

    private boolean isAllowedInEach(NeededPermission permission) {
        var namespaces = permission.namespaces();
        return !namespaces.isEmpty() && namespaces.stream().limit(NAMESPACE_LIMIT)
                .allMatch(namespace -> isAllowed(permission, namespace).orElse(false));
    }

    private Optional<Boolean> isAllowed(NeededPermission permission, String namespace) {
        var review = new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
                .withVerb(permission.verb()).withGroup(permission.group()).withResource(permission.resource())
                .withSubresource(permission.subresource()).withName(permission.name())
                .withNamespace(namespace)
                .endResourceAttributes().endSpec().build();
        return Optional.ofNullable(client.authorization().v1().selfSubjectAccessReview().create(review)
                .getStatus()).map(SubjectAccessReviewStatus::getAllowed);
    }

    private void tell() {
        var refused = forbidden.get();
        var missing = needed.stream().filter(permission -> !isAllowed(permission, refused))
                .map(NeededPermission::missing).distinct().toList();
        if (!Thread.currentThread().isInterrupted() && !missing.equals(told)) {
            told = missing;
            inbox.put(new PermissionsChange(missing));
            LOG.atInfo().addKeyValue("missing", missing.stream()
                    .map(permission -> permission.verb() + " " + permission.resource()).toList())
                    .log("Permissions changed");
        }
    }

    private boolean isAllowed(NeededPermission permission, Set<String> refused) {
        return answers.getOrDefault(permission,
                !permission.isSight() || !refused.contains(permission.qualifiedResource()));
    }
}
