package dev.ringfence.web.view;

import dev.ringfence.daemon.GuardedConnectivity;
import dev.ringfence.daemon.Survey;
import dev.ringfence.policy.Direction;
import java.util.List;

/// Who may reach the guarded pods of one namespace, and whom they may reach.
///
/// @param subjects those pods together that the same policies select
/// @param unheld guarded pods that are in the network of their node, where no policy holds them
/// @param undecided policies of which nobody knows what the enforcer makes of them; they are left out of account
public record ConnectivityView(String baseline, String namespace, List<SubjectView> subjects,
        PodsView unheld, List<String> undecided) {

    /// Guarded pods that are alike to policies.
    ///
    /// @param workloads a few of those that they belong to, as `namespace/name[Kind]`
    /// @param policies the live policies that select them
    public record SubjectView(PodsView pods, List<String> workloads, List<String> policies, SideView ingress,
            SideView egress) {

        static SubjectView of(GuardedConnectivity.Subject subject) {
            return new SubjectView(PodsView.of(subject.pods()),
                    subject.workloads().stream().limit(PodsView.SAMPLE_SIZE)
                            .map(workload -> workload.namespace() + "/" + workload.name() + "["
                                    + workload.kind() + "]")
                            .toList(),
                    subject.policies(), SideView.of(subject, Direction.INGRESS),
                    SideView.of(subject, Direction.EGRESS));
        }
    }

    /// One direction.
    ///
    /// @param isolated whether some policy isolates the pods in it; everything is allowed otherwise
    public record SideView(boolean isolated, List<PeersView> peers) {

        static SideView of(GuardedConnectivity.Subject subject, Direction direction) {
            var side = subject.sides().get(direction);
            return side == null
                    ? new SideView(/* isolated= */ false, List.of())
                    : new SideView(side.isolated(), side.groups().stream().map(PeersView::of).toList());
        }
    }

    public static ConnectivityView of(Survey.Part part, GuardedConnectivity connectivity) {
        return new ConnectivityView(part.place().baseline(), part.place().namespace(),
                connectivity.subjects().stream().map(SubjectView::of).toList(),
                PodsView.of(connectivity.unheld()),
                part.live().policies().values().stream().filter(policy -> policy.problem().isPresent())
                        .map(policy -> policy.object().key().toString()).toList());
    }
}
