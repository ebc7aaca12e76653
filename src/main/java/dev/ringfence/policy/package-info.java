/// One rule form for every policy dialect, and the ports, peers and selections that rules are made of.
@NullMarked
package dev.ringfence.policy;

import org.jspecify.annotations.NullMarked;
