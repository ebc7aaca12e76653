package dev.ringfence.web.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/// One page of what happened, newest first.
///
/// @param next what to send as `continue` for the next page; absent on the last
public record TimelineView(List<MomentView> timeline, @JsonProperty("continue") Optional<String> next) {}
