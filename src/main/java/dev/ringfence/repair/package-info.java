/// Decides what to do about a drift; describes actions, performs none.
@NullMarked
package dev.ringfence.repair;

import org.jspecify.annotations.NullMarked;
