/// Read-only HTTP views of the latest report.
@NullMarked
package dev.ringfence.web;

import org.jspecify.annotations.NullMarked;
