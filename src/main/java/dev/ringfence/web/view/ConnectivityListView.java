package dev.ringfence.web.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/// What is allowed in one page of guarded namespaces, in order of baseline and namespace.
///
/// @param next what to send as `continue` for the next page; absent on the last
public record ConnectivityListView(List<ConnectivityView> connectivity,
        @JsonProperty("continue") Optional<String> next) {}
