/// The demo: an API server inside the process, and attacks on the isolation that Ringfence guards there.
@NullMarked
package dev.ringfence.demo;

import org.jspecify.annotations.NullMarked;
