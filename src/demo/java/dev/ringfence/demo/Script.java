package dev.ringfence.demo;

import dev.ringfence.demo.Attack.Expected.Nothing;
import dev.ringfence.demo.Attack.Expected.Repaired;
import dev.ringfence.demo.Attack.Expected.Reported;
import java.util.List;

/// The attacks of the demo, in their order.
final class Script {
    private static final String LOOSENED = "Loosened";
    private static final Repaired RESTORED = new Repaired("PolicyChanged", LOOSENED, "RestorePolicy",
            List.of());

    private Script() {}

    /// A change before the others, so that the JVM has loaded and compiled something when time is taken.
    static Attack warmUp() {
        return addPort(443);
    }

    static List<Attack> attacks() {
        return List.of(deletePolicy(), addPort(22), emptyPeers(), widenSelector(), changeSelector(),
                shadowPolicy(), rewrite(), relabel(), spoof(), deleteNamespace());
    }

    static Attack deletePolicy() {
        return new Attack("Delete the policy", "deletes ai-workload-isolation", Attacker::deletePolicy,
                new Repaired("PolicyMissing", LOOSENED, "CreatePolicy", List.of()));
    }

    private static Attack addPort(int port) {
        return new Attack("Add a port", "adds port " + port + " to the rule of ai-workload-isolation",
                attacker -> attacker.patchPolicy("""
                        [{"op": "add", "path": "/spec/ingress/0/ports/-", "value": {"port": %d}}]"""
                        .formatted(port)),
                RESTORED);
    }

    private static Attack emptyPeers() {
        return new Attack("Empty the peer list",
                "sets ingress[0].from of ai-workload-isolation to []: everybody",
                attacker -> attacker.patchPolicy("""
                        [{"op": "replace", "path": "/spec/ingress/0/from", "value": []}]"""),
                RESTORED);
    }

    /// Nothing more can reach the guarded pods then, but the other pods of the namespace can be reached less.
    private static Attack widenSelector() {
        return new Attack("Widen the pod selector",
                "sets podSelector of ai-workload-isolation to {}: every pod of the namespace",
                attacker -> attacker.patchPolicy("""
                        [{"op": "replace", "path": "/spec/podSelector", "value": {}}]"""),
                new Repaired("PolicyChanged", "Tightened", "RestorePolicy", List.of()));
    }

    /// Server-side apply alone would not undo this one: the key is the attacker's.
    private static Attack changeSelector() {
        return new Attack("Turn the pod selector away",
                "applies podSelector.matchLabels.tier=none, which no pod has, to ai-workload-isolation",
                attacker -> attacker.applyToPolicy("podSelector: {matchLabels: {tier: none}}"), RESTORED);
    }

    private static Attack shadowPolicy() {
        return new Attack("Add a shadow policy that allows all",
                "creates debug-open with podSelector {} and ingress [{}]",
                attacker -> attacker.create("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: debug-open, namespace: %s}
                        spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}
                        """.formatted(ReferenceCase.NAMESPACE)),
                new Repaired("ForeignPolicy", LOOSENED, "DeletePolicy", List.of()));
    }

    private static Attack rewrite() {
        return new Attack("Rewrite the policy, to the same effect",
                "writes role=data-collector as \"role in [data-collector]\"",
                attacker -> attacker.patchPolicy(
                        """
                                [{"op": "replace", "path": "/spec/ingress/0/from/0/podSelector", "value":
                                    {"matchExpressions": [{"key": "role", "operator": "In", "values": ["data-collector"]}]}}]"""),
                new Nothing());
    }

    private static Attack relabel() {
        return new Attack("Take a pod out of its guard", "removes the label \"workload\" from model-1",
                attacker -> attacker.labelPod("model-1", "{\"workload\": null}"),
                new Reported("WorkloadUncovered", LOOSENED),
                attacker -> attacker.labelPod("model-1", "{\"workload\": \"ai\"}"));
    }

    private static Attack spoof() {
        return new Attack("Spoof an approved label", "starts a pod \"intruder\" with role=data-collector",
                attacker -> attacker.create(
                        ReferenceCase.pod(ReferenceCase.NAMESPACE, "intruder", "{role: data-collector}", 30)),
                new Reported("PeerGained", LOOSENED), attacker -> attacker.deletePod("intruder"));
    }

    /// Also deletes the policies and pods in it; the pods' owners bring new ones.
    private static Attack deleteNamespace() {
        return new Attack("Delete the namespace", "deletes ai-workloads, with all that is in it",
                Attacker::deleteNamespace,
                new Repaired("NamespaceMissing", "Tightened", "CreateNamespace", List.of("PolicyMissing")),
                attacker -> {
                    for (var pod : ReferenceCase.guardedPods()) {
                        attacker.create(pod);
                    }
                });
    }
}
