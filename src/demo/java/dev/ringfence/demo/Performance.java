package dev.ringfence.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// One run of the demo: what it shows, attack by attack, and whether all went as it should.
final class Performance {
    private final PrintWriter out;
    private final Ink ink;

    Performance(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /// Tells what there is before the first attack.
    void introduce(Stage stage, String mode) {
        out.println(ink.bold("Ringfence under attack")
                + ": the whole daemon, on an API server inside this process");
        out.println();
        out.print(
                """
                           guarded   pods labelled workload=ai, team=data-science in namespace ai-workloads: model-0, model-1
                           approved  TCP 80 from pods labelled role=data-collector of that namespace, and nothing else
                           others    the pod data-collector there, and default/stranger, which may not reach the guarded pods
                           baseline  ai-workloads, mode %s. foreignPolicies is Delete, so that every repair can be shown; the
                                     default, Report, leaves the policies of others alone. Guarantees, trusted policies and
                                     exemptions are left out
                           times     begin when the attacker has the API server's answer, or another client sees the change.
                                     Seen: until Ringfence has judged it to be drift, to the millisecond (<1 ms also where
                                     that was before). Repaired: until another client sees the approved policies again. One
                                     drift that is not shown has warmed the JVM up a little; it goes on compiling meanwhile
                           pages     %s
                        """
                        .formatted(mode, stage.url()));
        out.flush();
    }

    /// Plays the attacks; returns whether each was seen and judged as it should be.
    boolean play(Stage stage, List<Attack> attacks) {
        var transcript = new Transcript(out, ink);
        var results = new ArrayList<Result>();
        for (var attack : attacks) {
            var result = stage.referee().judge(attack);
            results.add(result);
            transcript.tell(results.size(), result);
        }
        transcript.sum(results);
        return results.stream().allMatch(Result::asExpected);
    }

    /// Tells where to look while the demo stays up.
    void leaveOpen(Stage stage) {
        out.print("""

                Ringfence keeps guarding. Look around, or try an attack of your own:

                   %1$s/api/v1/drifts
                   %1$s/api/v1/baselines
                   %1$s/metrics
                   kubectl --kubeconfig %2$s describe ib ai-workloads
                   kubectl --kubeconfig %2$s -n ai-workloads get netpol,pods
                   kubectl --kubeconfig %2$s -n ai-workloads delete netpol ai-workload-isolation

                Ctrl-C ends.
                """.formatted(stage.url(), stage.kubeconfig()));
        out.flush();
    }
}
