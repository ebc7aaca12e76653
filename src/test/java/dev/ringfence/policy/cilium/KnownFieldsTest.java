package dev.ringfence.policy.cilium;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"{endpointSelector: {matchLabels: {any: thing}}, labels: [{key: a, source: b}]}",
            "{ingress: [{fromGroups: [{aws: {labels: {any: thing}}}]}]}",
            "{egress: [{toPorts: [{ports: [{port: '80'}], rules: {l7proto: p, l7: [{any: thing}]}}]}]}",
            "{egress: [{auth: {type: required}}]}", "{enableDefaultDeny: {ingress: true}, ingress: [{}]}"})
    void whatACiliumPolicyMayHaveIsTaken(String spec) {
        assertThatCode(() -> KnownFields.check(document("spec: " + spec))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"spec: {ingres: []} | spec.ingres",
            "specs: [{}, {ingress: [{fromEndpoint: []}]}] | specs[1].ingress[0].fromEndpoint",
            "spec: {ingress: [{ports: []}]} | spec.ingress[0].ports",
            "spec: {egressDeny: [{toFQDNs: []}]} | spec.egressDeny[0].toFQDNs",
            "spec: {egress: [{toPorts: [{rules: {http: [{verb: GET}]}}]}]} | spec.egress[0].toPorts[0].rules.http[0].verb",
            "spec: {endpointSelector: {app: a}} | spec.endpointSelector.app"})
    void whatIsMisspeltOrInTheWrongPlaceIsRefused(String text, String place) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> KnownFields.check(document(text)))
                .withMessageStartingWith(place + ": expected only the fields ")
                .withMessageEndingWith(
                        "found the unknown field \"" + place.substring(place.lastIndexOf('.') + 1) + "\"");
    }

    private static Field document(String text) {
        return Field.root(Manifests.document(text));
    }
}
