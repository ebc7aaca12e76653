package dev.ringfence.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The objects that the chart makes, in the order in which Helm gives them.
///
/// @param text as Helm writes them
public record Rendering(String text, List<Map<String, Object>> objects) {
    private static final String CONTAINER = "spec.template.spec.containers.0.";

    public Rendering {
        objects = List.copyOf(objects);
    }

    static Rendering of(String text) {
        return new Rendering(text, Yaml.maps(text));
    }

    /// Those of a kind.
    public Stream<Map<String, Object>> all(String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind")));
    }

    /// The only one of a kind.
    public Map<String, Object> only(String kind) {
        var found = all(kind).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("expected one " + kind + ", found: " + found);
        }
        return found.getFirst();
    }

    /// The environment variables of the daemon's container.
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        ((List<?>) Yaml.at(only("Deployment"), CONTAINER + "env")).stream().map(Yaml::map).forEach(
                variable -> variables.put(Yaml.at(variable, "name").toString(),
                        Yaml.at(variable, "value").toString()));
        return variables;
    }

    /// The arguments of the daemon's container.
    public List<String> arguments() {
        return ((List<?>) Yaml.at(only("Deployment"), CONTAINER + "args")).stream().map(Object::toString)
                .toList();
    }

    /// `Kind name`, or `Kind namespace/name`, of each.
    List<String> names() {
        return objects.stream().map(Rendering::name).toList();
    }

    static String name(Map<String, Object> object) {
        var metadata = Yaml.map(Yaml.at(object, "metadata"));
        var namespace = metadata.containsKey("namespace") ? metadata.get("namespace") + "/" : "";
        return object.get("kind") + " " + namespace + metadata.get("name");
    }

    /// The objects of these kinds as one document.
    public String yaml(String... kinds) {
        var wanted = List.of(kinds);
        return String.join("---\n", objects.stream().filter(object -> wanted.contains(object.get("kind")))
                .map(Yaml::write).toList());
    }
}
