/// The description of the HTTP API for programs, an OpenAPI document, made of the very records that it answers with.
@NullMarked
package dev.ringfence.web.openapi;

import org.jspecify.annotations.NullMarked;
