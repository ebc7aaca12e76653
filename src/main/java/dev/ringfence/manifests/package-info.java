/// Reads manifest files, with positions for messages.
@NullMarked
package dev.ringfence.manifests;

import org.jspecify.annotations.NullMarked;
