/// What changes of policies, and of what they speak of, mean for a pod: every scenario that Ringfence promises to judge, by its number,
/// from manifests before and after.
///
/// [dev.ringfence.scenarios.NetworkPolicyRowsTest] has 1 to 30, [dev.ringfence.scenarios.InputRowsTest] 31 to 50,
/// [dev.ringfence.scenarios.CiliumRowsTest] 51 to 69 and 79 to 89a, [dev.ringfence.scenarios.RequestRowsTest] 70 to 83 as far as they
/// look into requests, and [dev.ringfence.scenarios.TierRowsTest] 90 to 104. What drifts the daemon makes of the same changes is
/// tested in `dev.ringfence.drift`.
@NullMarked
package dev.ringfence.scenarios;

import org.jspecify.annotations.NullMarked;
