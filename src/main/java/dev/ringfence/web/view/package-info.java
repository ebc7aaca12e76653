/// The JSON documents of the HTTP API, member by member.
@NullMarked
package dev.ringfence.web.view;

import org.jspecify.annotations.NullMarked;
