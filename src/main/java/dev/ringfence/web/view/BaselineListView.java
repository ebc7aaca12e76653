package dev.ringfence.web.view;

import dev.ringfence.daemon.Report;
import java.util.List;

/// All baselines, and how well the process that answers can judge them.
///
/// @param at when the last judgement ended
/// @param complete whether everything has been judged at least once
/// @param fights the objects that something keeps changing back, as `Kind namespace/name`
public record BaselineListView(List<BaselineView> baselines, String at, boolean complete, LeaderView leader,
        EnforcerView enforcer,
        List<WatchView> watches, List<PermissionView> missingPermissions, List<String> fights) {

    public static BaselineListView of(Report report) {
        return new BaselineListView(report.baselines().stream().map(BaselineView::of).toList(),
                Text.time(report.at()), report.complete(), LeaderView.of(report.leadership()),
                EnforcerView.of(report.enforcer()),
                report.watches().stream().map(WatchView::of).toList(),
                report.missingPermissions().stream().map(PermissionView::of).toList(), report.fights());
    }
}
