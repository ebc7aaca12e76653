package dev.ringfence.policy.enforcer;

import java.util.Map;
import java.util.Optional;

/// What was seen in a cluster of the enforcers that may be at work there.
///
/// @param images the image of the agent of each enforcer that is installed
/// @param ciliumConfig the data of the ConfigMap `cilium-config`; absent where there is none
public record Sightings(Map<Enforcer, String> images, Optional<Map<String, String>> ciliumConfig) {

    public Sightings {
        images = Map.copyOf(images);
        ciliumConfig = ciliumConfig.map(Map::copyOf);
    }
}
