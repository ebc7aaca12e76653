package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.PermissionsChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.MissingPermission;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
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
public final class Permissions implements AutoCloseable {
    /// How often the API server is asked anew.
    public static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final KubernetesClient client;
    private final Inbox inbox;
    private final Supplier<Set<String>> forbidden;
    private final List<NeededPermission> needed;
    private final Duration period;
    private final ScheduledExecutorService reviews = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("permissions").factory());

    private final Map<NeededPermission, Boolean> answers = new HashMap<>();
    private @Nullable List<MissingPermission> told;
    private boolean answering = true;

    /// A review that has not begun yet.
    ///
    /// @param client is not closed by this
    /// @param forbidden the resources that Ringfence was refused to list or watch
    /// @param leaseNamespace where the lease of the leader is kept; absent without an election
    /// @param period how often the API server is asked anew
    public Permissions(KubernetesClient client, Inbox inbox, Supplier<Set<String>> forbidden,
            Optional<String> leaseNamespace,
            Duration period) {
        this.client = client;
        this.inbox = inbox;
        this.forbidden = forbidden;
        this.needed = NeededPermission.all(leaseNamespace);
        this.period = period;
    }

    /// Asks at once, and then every period, and returns without waiting.
    public void start() {
        var _ = reviews.scheduleWithFixedDelay(this::review, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends the reviews.
    @Override
    public void close() {
        reviews.shutdownNow();
    }

    private void review() {
        try {
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

    private void ask(NeededPermission permission) {
        var review = new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
                .withVerb(permission.verb()).withGroup(permission.group()).withResource(permission.resource())
                .withSubresource(permission.subresource()).withNamespace(permission.namespace())
                .endResourceAttributes().endSpec().build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review).getStatus();
        if (answer != null && answer.getAllowed() != null) {
            answers.put(permission, answer.getAllowed());
        }
    }

    private void tell() {
        var refused = forbidden.get();
        var missing = needed.stream().filter(permission -> !isAllowed(permission, refused))
                .map(NeededPermission::missing).toList();
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
