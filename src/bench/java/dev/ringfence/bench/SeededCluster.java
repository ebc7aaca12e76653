package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.model.Address;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// A large cluster made of a seed: equal seeds and sizes give equal clusters.
///
/// Every pod carries the labels of its application, by which policies select, and labels of its own, as the pods of stateful sets
/// and jobs do, for which no policy asks.
///
/// @param namespaces in order of name
/// @param pods all in some namespace
/// @param policies those of namespaces, and those of the whole cluster
/// @param enforcer how they are read
record SeededCluster(List<Namespace> namespaces, List<Pod> pods, List<Policy> policies,
        EnforcementProfile enforcer) {
    static final SeededCluster EMPTY = new SeededCluster(List.of(), List.of(), List.of(),
            EnforcementProfile.GENERIC);
    static final long SEED = 20_260_101L;
    /// The largest cluster that Kubernetes is tested for, with as many policies as such clusters have.
    static final Size LARGE = new Size(10_000, 20_000, 150_000, 50_000);

    private static final List<String> STAGES = List.of("prod", "prod", "staging", "dev");
    static final int TEAMS = 200;

    /// How much there is of everything.
    ///
    /// @param applications how many different sets of application labels, at least one a namespace
    /// @param pods at least one an application
    record Size(int namespaces, int applications, int pods, int policies) {}

    SeededCluster {
        namespaces = List.copyOf(namespaces);
        pods = List.copyOf(pods);
        policies = List.copyOf(policies);
    }

    /// A cluster that has NetworkPolicies alone, of whose enforcer nothing is known.
    static SeededCluster of(long seed, Size size) {
        return of(seed, size, Mixture.NETWORK_POLICIES);
    }

    static SeededCluster of(long seed, Size size, Mixture mixture) {
        var random = new Random(seed);
        var applications = new ArrayList<Application>();
        var namespaces = new ArrayList<Namespace>();
        for (var i = 0; i < size.namespaces(); i++) {
            namespaces.add(namespace(i, random));
            applications.add(Application.of(namespaces.get(i).name(), 0, random));
        }
        var counts = new int[size.namespaces()];
        while (applications.size() < size.applications()) {
            var home = random.nextInt(size.namespaces());
            applications.add(Application.of(namespaces.get(home).name(), ++counts[home], random));
        }
        var pods = new ArrayList<Pod>(size.pods());
        for (var i = 0; i < size.pods(); i++) {
            var application = applications
                    .get(i < applications.size() ? i : random.nextInt(applications.size()));
            pods.add(pod(i, application));
        }
        return new SeededCluster(namespaces, pods,
                mixture.policies(random, namespaces, applications, size.policies()), mixture.enforcer());
    }

    /// The cluster, ready to be evaluated.
    FullEvaluation evaluation() {
        return new FullEvaluation(namespaces, pods, policies, enforcer);
    }

    private static Namespace namespace(int number, Random random) {
        var name = "ns-%05d".formatted(number);
        var labels = Labels.of(Map.of("kubernetes.io/metadata.name", name, "team",
                "team-" + random.nextInt(TEAMS), "stage", STAGES.get(random.nextInt(STAGES.size()))));
        return new Namespace(name, "uid-" + name, labels, /* terminating= */ false);
    }

    private static Pod pod(int number, Application application) {
        var name = application.name() + "-" + number;
        var labels = new TreeMap<>(application.labels());
        labels.put("statefulset.kubernetes.io/pod-name", name);
        labels.put("apps.kubernetes.io/pod-index", Integer.toString(number));
        var address = new Address(Address.Family.IPV4, 0, 0x0A00_0000L + 0x100 + number);
        var port = new ContainerPort(new NamedPort(Protocol.TCP, "http"), application.port());
        return new Pod(application.namespace(), name, new UUID(number, SEED).toString(), Labels.of(labels),
                new Workload("apps/v1", "StatefulSet", application.namespace(), application.name()),
                List.of(address), List.of(port), "node-" + number % 5_000, EnumSet.noneOf(Pod.Trait.class));
    }
}
