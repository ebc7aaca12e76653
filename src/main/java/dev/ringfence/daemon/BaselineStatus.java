package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import java.util.Optional;

/// What is written into the status of a baseline's custom resource.
///
/// Statuses that are equal but for times need no write.
///
/// @param uid the custom resource that was judged; another one under the same name is left alone
/// @param observedGeneration the newest generation that was looked at, in force or refused
/// @param approvedPeers the peers to remember; absent before the baseline was judged
public record BaselineStatus(String uid, long observedGeneration, BaselineReport report,
        Optional<BaselineObject.ApprovedPeers> approvedPeers) {}
