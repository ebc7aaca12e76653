/// Tests of what people read: the documents that are written by hand.
@NullMarked
package dev.ringfence.documents;

import org.jspecify.annotations.NullMarked;
