/// Decision diagrams: sets of points in many dimensions, shared where they are equal, whatever the dimensions mean.
@NullMarked
package dev.ringfence.connectivity.diagram;

import org.jspecify.annotations.NullMarked;
