/// The only package that talks to the Kubernetes API: watches, writes, events, status, leases.
@NullMarked
package dev.ringfence.cluster;

import org.jspecify.annotations.NullMarked;
