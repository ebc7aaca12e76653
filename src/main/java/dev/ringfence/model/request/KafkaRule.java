package dev.ringfence.model.request;

import dev.ringfence.model.language.Effort;
import dev.ringfence.model.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// One element of `kafka` of a Cilium rule, as it was written; empty texts are what was left out.
///
/// @param role `produce` or `consume`, which stand for several kinds of requests
/// @param apiKey one kind of requests, such as `fetch`
public record KafkaRule(String role, String apiKey, String apiVersion, String clientId, String topic) {
    private static final List<String> KEYS = List.of("produce", "fetch", "offsets", "metadata",
            "leaderandisr",
            "stopreplica",
            "updatemetadata", "controlledshutdown", "offsetcommit", "offsetfetch", "findcoordinator",
            "joingroup",
            "heartbeat",
            "leavegroup", "syncgroup", "describegroups", "listgroups", "saslhandshake", "apiversions",
            "createtopics",
            "deletetopics", "deleterecords", "initproducerid", "offsetforleaderepoch", "addpartitionstotxn",
            "addoffsetstotxn",
            "endtxn", "writetxnmarkers", "txnoffsetcommit", "describeacls", "createacls", "deleteacls",
            "describeconfigs",
            "alterconfigs");
    private static final List<String> PRODUCE = List.of("produce", "metadata", "apiversions");
    private static final List<String> CONSUME = List.of("fetch", "offsets", "metadata", "offsetcommit",
            "offsetfetch",
            "findcoordinator", "joingroup", "heartbeat", "leavegroup", "syncgroup", "apiversions");
    /// The kinds of requests that name topics; the last three are known by number only.
    private static final Set<String> WITH_TOPIC = Set.of("produce", "fetch", "offsets", "metadata",
            "leaderandisr",
            "stopreplica", "updatemetadata", "offsetcommit", "offsetfetch", "findcoordinator", "joingroup",
            "createtopics",
            "deletetopics", "deleterecords", "offsetforleaderepoch", "addpartitionstotxn", "writetxnmarkers",
            "txnoffsetcommit",
            "34", "35", "37");
    private static final int LONGEST_TOPIC = 255;
    private static final int LAST_VERSION = Short.MAX_VALUE;
    private static final int STEPS = 1_000_000;

    /// What the rule permits.
    public Reading read() {
        if (!role.isEmpty() && !apiKey.isEmpty()) {
            return new Reading.Refused("kafka: role and apiKey exclude each other");
        }
        var roleName = role.toLowerCase(Locale.ROOT);
        if (!Set.of("", "produce", "consume").contains(roleName)) {
            return new Reading.Refused("kafka: role must be produce or consume");
        }
        var key = apiKey.toLowerCase(Locale.ROOT);
        if (!key.isEmpty() && !KEYS.contains(key)) {
            return new Reading.Refused("kafka: unknown apiKey");
        }
        if (!apiVersion.isEmpty() && (!apiVersion.matches("\\+?0*[0-9]{1,5}")
                || Integer.parseInt(apiVersion) > LAST_VERSION)) {
            return new Reading.Refused("kafka: apiVersion must be a number from 0 to " + LAST_VERSION);
        }
        if (!topic.isEmpty() && !topic.matches("[a-zA-Z0-9\\\\._-]{1," + LONGEST_TOPIC + "}")) {
            return new Reading.Refused(
                    "kafka: topic must have at most 255 letters, digits, dots, hyphens and underscores");
        }
        var keys = switch (roleName) {
            case "produce" -> PRODUCE;
            case "consume" -> CONSUME;
            default -> key.isEmpty() ? List.<String>of() : List.of(key);
        };
        return new Reading.Permitted(Constraint.of(boxes(keys)));
    }

    /// @param keys the kinds of requests; all if there are none
    private List<Box> boxes(List<String> keys) {
        var effort = new Effort(STEPS);
        var box = Box.of(Protocol.KAFKA);
        if (!keys.isEmpty()) {
            box = box.and(Field.KAFKA_KEY, new Values(false, Language.literals(keys)), effort);
        }
        if (!apiVersion.isEmpty()) {
            var version = String.valueOf(Integer.parseInt(apiVersion));
            box = box.and(Field.KAFKA_VERSION, new Values(false, Language.literal(version)), effort);
        }
        if (!clientId.isEmpty()) {
            box = box.and(Field.KAFKA_CLIENT, new Values(false, Language.literal(clientId)), effort);
        }
        if (topic.isEmpty()) {
            return List.of(box);
        }
        // A topic restricts only those requests that name topics.
        var withTopic = Language.literals(new TreeSet<>(WITH_TOPIC));
        var boxes = new ArrayList<Box>();
        boxes.add(box.and(Field.KAFKA_KEY, new Values(false, withTopic), effort)
                .and(Field.KAFKA_TOPIC, new Values(false, Language.literal(topic)), effort));
        boxes.add(box.and(Field.KAFKA_KEY, new Values(false, withTopic.complement()), effort));
        return boxes;
    }
}
