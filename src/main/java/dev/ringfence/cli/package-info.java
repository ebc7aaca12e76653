/// Parses the command line and wires the rest.
@NullMarked
package dev.ringfence.cli;

import org.jspecify.annotations.NullMarked;
