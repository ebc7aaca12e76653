package dev.ringfence.policy.cilium;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.fixture.TestCluster;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A cluster under Cilium before and after something changed, as far as it concerns the trainer.
record Change(State before, State after) {
    private static final String CLUSTER = """
            {kind: Namespace, metadata: {name: ai, labels: {team: ml}}}
            ---
            {kind: Namespace, metadata: {name: dev, labels: {env: dev}}}
            ---
            {kind: Namespace, metadata: {name: storage, labels: {tier: data}}}
            ---
            {kind: Pod, metadata: {namespace: ai, name: gateway-0, labels: {app: gateway}}, status: {podIPs: [{ip: 10.0.0.20}]}}
            ---
            {kind: Pod, metadata: {namespace: dev, name: shell-0, labels: {app: shell}}, status: {podIPs: [{ip: 10.0.1.5}]}}
            ---
            kind: Pod
            metadata: {namespace: storage, name: bucket-0, labels: {app: bucket}}
            spec: {containers: [{ports: [{name: api, containerPort: 443}]}]}
            status: {podIPs: [{ip: 10.0.2.5}]}
            """;
    private static final String TRAINER = """
            kind: Pod
            metadata: {namespace: ai, name: trainer-0, labels: {app: trainer, apps.kubernetes.io/pod-index: "0"}}
            spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}
            status: {podIPs: [{ip: 10.0.0.10}]}
            """;

    /// A cluster under an installation of Cilium.
    record State(EnforcementProfile profile, TestCluster cluster) {

        /// The usual cluster, the usual trainer, and more.
        static State of(String... more) {
            return of(CiliumProfile.CURRENT, more);
        }

        static State of(CiliumProfile cilium, String... more) {
            return of(cilium, TRAINER, List.of(more));
        }

        static State of(CiliumProfile cilium, String trainer, List<String> more) {
            var manifests = new ArrayList<Map<String, Object>>();
            Stream.concat(Stream.of(CLUSTER, trainer), more.stream())
                    .forEach(text -> manifests.addAll(Manifests.documents(text)));
            var profile = EnforcementProfile.of(cilium);
            return new State(profile, TestCluster.of(profile, manifests));
        }

        private Reach reach(Direction direction) {
            var trainer = cluster.pod("ai/trainer-0");
            var point = cluster.peer(trainer).point();
            return Reach.of(
                    cluster.policies("ai").stream().filter(policy -> policy.subject().contains(point))
                            .toList(),
                    direction, Optional.of(trainer.ports()), profile);
        }
    }

    /// What the change does in each direction, surely or possibly.
    String verdict() {
        return String.join("; ", Arrays.stream(Direction.values())
                .flatMap(direction -> Stream.of(verdict(direction, "loosened", loosened(direction)),
                        verdict(direction, "tightened", tightened(direction))))
                .flatMap(Optional::stream).toList());
    }

    private static Optional<String> verdict(Direction direction, String what, List<Flow> flows) {
        if (flows.isEmpty()) {
            return Optional.empty();
        }
        var certainly = flows.stream().anyMatch(Flow::certain) ? "" : "possibly ";
        return Optional.of(direction.text().toLowerCase(Locale.ROOT) + " " + certainly + what);
    }

    /// The peers with which more is allowed, and on which ports; pods that do not exist are left out.
    List<String> gained(Direction direction) {
        return texts(loosened(direction));
    }

    /// The peers with which less is allowed.
    List<String> lost(Direction direction) {
        return texts(tightened(direction));
    }

    private List<Flow> loosened(Direction direction) {
        return Flows.of(Excess.of(after.reach(direction), before.reach(direction)), after.cluster(), 10);
    }

    private List<Flow> tightened(Direction direction) {
        return Flows.of(Excess.of(before.reach(direction), after.reach(direction)), after.cluster(), 10);
    }

    private List<String> texts(List<Flow> flows) {
        return flows.stream().filter(flow -> !(flow.peer() instanceof Peer.Hypothetical))
                .map(flow -> text(flow.peer()) + ": " + flow.traffic()).toList();
    }

    private String text(Peer peer) {
        return switch (peer) {
            case Peer.Existing(var pods) -> after.cluster().members(pods).iterator().next().key();
            case Peer.Outside(var range) -> range.toString();
            case Peer.Special(var entity) -> entity.text();
            case Peer.Named(var name) -> name;
            case Peer.Hypothetical(var sides) -> "pods to come " + sides;
        };
    }

    /// A CiliumNetworkPolicy for the trainer.
    static String policy(String name, String rules) {
        return "{kind: CiliumNetworkPolicy, metadata: {namespace: ai, name: " + name
                + "}, spec: {endpointSelector: {matchLabels: {app: trainer}}, " + rules + "}}";
    }

    /// The change of the rules of the only policy.
    static Change rewritten(String before, String after) {
        return new Change(State.of(policy("np", before)), State.of(policy("np", after)));
    }
}
