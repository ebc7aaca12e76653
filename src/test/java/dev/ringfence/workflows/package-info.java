/// Tests of the workflows that build and release the project on GitHub.
@NullMarked
package dev.ringfence.workflows;

import org.jspecify.annotations.NullMarked;
