/// Who may reach whom in a whole cluster, kept up to date change by change: a change costs what it reaches.
@NullMarked
package dev.ringfence.connectivity.index;

import org.jspecify.annotations.NullMarked;
