/// From the API's objects to the model's: null stops here.
@NullMarked
package dev.ringfence.cluster.translate;

import org.jspecify.annotations.NullMarked;
