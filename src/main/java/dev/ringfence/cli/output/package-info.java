/// Prints what commands found: for people, for programs and for other tools.
@NullMarked
package dev.ringfence.cli.output;

import org.jspecify.annotations.NullMarked;
