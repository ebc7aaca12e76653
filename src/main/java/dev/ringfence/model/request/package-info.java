/// What may be said on an allowed connection, exactly: sets of HTTP, DNS and Kafka requests, server names and authentication.
@NullMarked
package dev.ringfence.model.request;

import org.jspecify.annotations.NullMarked;
