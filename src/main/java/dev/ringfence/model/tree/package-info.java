/// Plain JSON trees, read field by field: every refusal names the place, what was expected and what was found.
@NullMarked
package dev.ringfence.model.tree;

import org.jspecify.annotations.NullMarked;
