/// The container image, built and run with podman.
@NullMarked
package dev.ringfence.image;

import org.jspecify.annotations.NullMarked;
