package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads baseline documents, completely checked: what is decoded can be judged and restored without further doubt.
public final class BaselineDecoder {

    private BaselineDecoder() {}

    /// The baseline that the document says, with the defaults of what it leaves out.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException if anything is wrong, with the place of the first thing
    public static Baseline decode(BaselineObject object) {
        var document = Field.root(object.tree()).only("apiVersion", "kind", "metadata", "spec", "status");
        document.get("apiVersion").oneOf(Baseline.API_VERSION, Baseline.API_VERSION);
        document.get("kind").oneOf(Baseline.KIND, Baseline.KIND);
        var name = Syntax.DNS_NAME.read(Field.at("metadata.name", object.name()));
        var spec = document.get("spec").only("mode", "scope", "policies", "guarantees", "trustedPolicies",
                "foreignPolicies", "exemptions");
        return new Baseline(name, object.generation(),
                choice(spec.get("mode"), Mode.OBSERVE, List.of(Mode.values()), Mode::text),
                ScopeDecoder.decode(spec.get("scope")),
                BaselinePolicyDecoder.decode(spec.get("policies")),
                guarantees(spec.get("guarantees")),
                spec.get("trustedPolicies").items().stream().map(PolicyReferenceDecoder::decode).toList(),
                choice(spec.get("foreignPolicies"), ForeignPolicies.REPORT, List.of(ForeignPolicies.values()),
                        ForeignPolicies::text),
                exemptions(spec.get("exemptions")));
    }

    private static List<Guarantee> guarantees(Field list) {
        var names = new UniqueNames("guarantee");
        var guarantees = new ArrayList<Guarantee>();
        for (var item : list.items()) {
            var guarantee = GuaranteeDecoder.decode(item);
            names.add(item.get("name"));
            guarantees.add(guarantee);
        }
        return guarantees;
    }

    private static List<Exemption> exemptions(Field list) {
        var names = new UniqueNames("exemption");
        var exemptions = new ArrayList<Exemption>();
        for (var item : list.items()) {
            var exemption = ExemptionDecoder.decode(item);
            names.add(item.get("name"));
            exemptions.add(exemption);
        }
        return exemptions;
    }

    private static <T> T choice(Field field, T defaultValue, List<T> values, Function<T, String> text) {
        var texts = values.stream().map(text).toArray(String[]::new);
        var chosen = field.oneOf(text.apply(defaultValue), texts);
        return values.get(Arrays.asList(texts).indexOf(chosen));
    }
}
