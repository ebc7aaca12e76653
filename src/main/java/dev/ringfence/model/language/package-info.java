/// Sets of texts, exactly: regular languages as automata, and the pattern syntaxes that describe them.
@NullMarked
package dev.ringfence.model.language;

import org.jspecify.annotations.NullMarked;
