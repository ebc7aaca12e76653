package dev.ringfence.web.view;

import dev.ringfence.daemon.GuardedConnectivity;
import dev.ringfence.daemon.Survey;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.OptionalInt;

/// Who may reach the guarded pods of one namespace, and whom they may reach.
///
/// @param subjects those pods together that the same policies select
/// @param others how many further subjects there are, where not all are named
/// @param unheld guarded pods that are in the network of their node, where no policy holds them
/// @param undecided policies of which nobody knows what the enforcer makes of them; they are left out of account
public record ConnectivityView(String baseline, String namespace, List<SubjectView> subjects,
        OptionalInt others, PodsView unheld, NamesView undecided) {
    private static final int GROUPS = 50;

    /// Guarded pods that are alike to policies.
    ///
    /// @param workloads those that they belong to, as `namespace/name[Kind]`
    /// @param policies the live policies that select them
    public record SubjectView(PodsView pods, NamesView workloads, NamesView policies, SideView ingress,
            SideView egress) {

        static SubjectView of(GuardedConnectivity.Subject subject) {
            return new SubjectView(PodsView.of(subject.pods()),
                    NamesView.of(subject.workloads(), workload -> workload.namespace() + "/" + workload.name()
                            + "[" + workload.kind() + "]"),
                    NamesView.of(subject.policies(), name -> name), SideView.of(subject, Direction.INGRESS),
                    SideView.of(subject, Direction.EGRESS));
        }
    }

    /// One direction.
    ///
    /// @param isolated whether some policy isolates the pods in it; everything is allowed otherwise
    /// @param others how many further groups of peers there are, where not all are named
    public record SideView(boolean isolated, List<PeersView> peers, OptionalInt others) {

        static SideView of(GuardedConnectivity.Subject subject, Direction direction) {
            var side = subject.sides().get(direction);
            return side == null
                    ? new SideView(/* isolated= */ false, List.of(), OptionalInt.empty())
                    : new SideView(side.isolated(),
                            side.groups().stream().limit(GROUPS).map(PeersView::of).toList(),
                            beyond(GROUPS, side.groups().size()));
        }
    }

    public static ConnectivityView of(Survey.Part part, GuardedConnectivity connectivity) {
        return new ConnectivityView(part.place().baseline(), part.place().namespace(),
                connectivity.subjects().stream().map(SubjectView::of).toList(),
                beyond(0, connectivity.others()), PodsView.of(connectivity.unheld()),
                NamesView.of(part.live().policies().values().stream()
                        .filter(policy -> policy.problem().isPresent()).toList(),
                        policy -> policy.object().key().toString()));
    }

    /// How many there are more than `limit`; absent where there are not.
    private static OptionalInt beyond(int limit, int all) {
        return all > limit ? OptionalInt.of(all - limit) : OptionalInt.empty();
    }
}
