package dev.ringfence.demo;

import dev.ringfence.demo.Attack.Expected.Nothing;
import dev.ringfence.demo.Attack.Expected.Repaired;
import dev.ringfence.demo.Attack.Expected.Reported;
import java.util.List;

/// The attacks of the demo, in their order.
final class Script {
    private static final String POLICY_CHANGED = "PolicyChanged";
    private static final String LOOSENED = "Loosened";
    private static final String TIGHTENED = "Tightened";

    private Script() {}

    /// A change before the others, so that the JVM has loaded and compiled something when time is taken.
    static Attack warmUp() {
        return patch("Warm up",
                "[{\"op\":\"add\",\"path\":\"/spec/ingress/0/ports/-\",\"value\":{\"port\":443}}]",
                changed(LOOSENED));
    }

    static List<Attack> attacks() {
        return List.of(deletePolicy(),
                patch("Add a port",
                        "[{\"op\":\"add\",\"path\":\"/spec/ingress/0/ports/-\",\"value\":{\"port\":22}}]",
                        changed(LOOSENED)),
                patch("Empty the peer list",
                        "[{\"op\":\"replace\",\"path\":\"/spec/ingress/0/from\",\"value\":[]}]",
                        changed(LOOSENED)),
                narrowSelector(), widenSelector(), shadowPolicy(), rewrite(), relabel(), spoof(),
                deleteNamespace());
    }

    private static Attack deletePolicy() {
        return new Attack("Delete the policy", "kubectl delete netpol ai-workload-isolation",
                Attacker::deletePolicy,
                new Repaired("PolicyMissing", LOOSENED, "CreatePolicy", List.of()));
    }

    private static Attack patch(String title, String patch, Attack.Expected expected) {
        return new Attack(title, "kubectl patch netpol ai-workload-isolation --type=json -p '" + patch + "'",
                attacker -> attacker.patchPolicy(patch),
                expected);
    }

    private static Repaired changed(String verdict) {
        return new Repaired(POLICY_CHANGED, verdict, "RestorePolicy", List.of());
    }

    /// Server-side apply alone would not undo this one: the key belongs to the attacker.
    private static Attack narrowSelector() {
        return new Attack("Make the pod selector match nothing",
                "kubectl apply --server-side, adding podSelector.matchLabels.tier=none",
                attacker -> attacker.applyToPolicy("podSelector: {matchLabels: {tier: none}}"),
                changed(LOOSENED));
    }

    private static Attack widenSelector() {
        return patch("Widen the pod selector",
                "[{\"op\":\"replace\",\"path\":\"/spec/podSelector\",\"value\":{}}]",
                changed(TIGHTENED));
    }

    private static Attack shadowPolicy() {
        return new Attack("Add a shadow policy that allows all",
                "kubectl apply -f debug-open.yaml (podSelector: {}, ingress: [{}])",
                attacker -> attacker.create("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: debug-open, namespace: %s}
                        spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}
                        """.formatted(ReferenceCase.NAMESPACE)),
                new Repaired("ForeignPolicy", LOOSENED, "DeletePolicy", List.of()));
    }

    private static Attack rewrite() {
        return patch("Rewrite the policy, with the same effect",
                "[{\"op\":\"replace\",\"path\":\"/spec/ingress/0/from/0/podSelector\",\"value\":{\"matchExpressions\":"
                        + "[{\"key\":\"role\",\"operator\":\"In\",\"values\":[\"data-collector\"]}]}}]",
                new Nothing());
    }

    private static Attack relabel() {
        return new Attack("Take a pod out of its guard", "kubectl label pod model-1 workload-",
                attacker -> attacker.labelPod("model-1", "{\"workload\":null}"),
                new Reported("WorkloadUncovered", LOOSENED),
                attacker -> attacker.labelPod("model-1", "{\"workload\":\"ai\"}"));
    }

    private static Attack spoof() {
        return new Attack("Spoof an approved label",
                "kubectl run intruder --image=... --labels=role=data-collector",
                attacker -> attacker.create(
                        ReferenceCase.pod(ReferenceCase.NAMESPACE, "intruder", "{role: data-collector}", 30)),
                new Reported("PeerGained", LOOSENED), attacker -> attacker.deletePod("intruder"));
    }

    private static Attack deleteNamespace() {
        return new Attack("Delete the namespace", "kubectl delete namespace ai-workloads",
                Attacker::deleteNamespace,
                new Repaired("NamespaceMissing", TIGHTENED, "CreateNamespace", List.of("PolicyMissing")),
                attacker -> {
                    for (var pod : ReferenceCase.guardedPods()) {
                        attacker.create(pod);
                    }
                });
    }
}
